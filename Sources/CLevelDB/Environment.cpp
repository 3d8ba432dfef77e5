#include "Environment.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

namespace daybook {

std::string DirectoryOf(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

bool EndsWith(const std::string& text, const char* suffix) {
  size_t count = strlen(suffix);
  return text.size() >= count && text.compare(text.size() - count, count, suffix) == 0;
}

leveldb::Status SyncDirectory(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return leveldb::Status::IOError(path, strerror(errno));
  leveldb::Status status;
  if (::fsync(fd) != 0) status = leveldb::Status::IOError(path, strerror(errno));
  ::close(fd);
  return status;
}

int Find(const std::string& path) { return ::access(path.c_str(), F_OK) == 0 ? 0 : errno; }

leveldb::Status ListDirectory(const std::string& path, const ReadDirectory& read, std::vector<std::string>* names) {
  names->clear();
  DIR* folder = ::opendir(path.c_str());
  if (folder == nullptr) return leveldb::Status::IOError(path, strerror(errno));
  // The end and a failure look alike but for errno, which the end leaves as it is. Source: readdir(3).
  errno = 0;
  while (const dirent* entry = read(folder)) {
    names->emplace_back(entry->d_name);
    errno = 0;
  }
  int cause = errno;
  ::closedir(folder);
  if (cause != 0) return leveldb::Status::IOError("cannot list " + path, strerror(cause));
  return leveldb::Status::OK();
}

cldb_status Translate(const leveldb::Status& status) {
  if (status.ok()) return {CLDB_OK, nullptr};
  std::string text = status.ToString();
  cldb_code code = CLDB_IO_ERROR;
  if (status.IsNotFound()) {
    code = CLDB_NOT_FOUND;
  } else if (status.IsCorruption()) {
    code = CLDB_CORRUPTION;
  } else if (status.IsNotSupportedError()) {
    code = CLDB_NOT_SUPPORTED;
  } else if (status.IsInvalidArgument()) {
    code = CLDB_INVALID_ARGUMENT;
  } else if (text.find(std::string(".ldb: ") + strerror(EINVAL)) != std::string::npos) {
    // env_posix.cc maps tables into memory, and says this of a place behind the end of one: it was cut.
    code = CLDB_CORRUPTION;
  } else if (text.find(strerror(ENOSPC)) != std::string::npos) {
    code = CLDB_NO_SPACE;
  } else if (text.find("/LOCK: ") != std::string::npos) {
    // Env errors carry no errno: env_posix's lock failure is known by the file it names.
    bool held = text.find("already held") != std::string::npos ||
                text.find(strerror(EAGAIN)) != std::string::npos ||
                text.find(strerror(EACCES)) != std::string::npos;
    if (held) code = CLDB_LOCKED;
  }
  return {code, strdup(text.c_str())};
}

}  // namespace daybook

extern "C" {

cldb_env* cldb_env_default(void) {
  static cldb_env* env = new cldb_env{
      nullptr, std::make_unique<daybook::DurableEnv>(leveldb::Env::Default(), daybook::SyncDirectory, ::readdir, daybook::Find)};
  return env;
}

void cldb_env_free(cldb_env* env) {
  if (env != cldb_env_default()) delete env;
}

cldb_status cldb_sync_directory(const char* path) {
  return daybook::Translate(daybook::SyncDirectory(path));
}

}  // extern "C"
