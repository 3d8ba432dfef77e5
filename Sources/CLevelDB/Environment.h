// What the database and fault parts of CLevelDB share; not seen from Swift.
#ifndef CLEVELDB_ENVIRONMENT_H
#define CLEVELDB_ENVIRONMENT_H

#include <dirent.h>
#include <errno.h>

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "CLevelDB.h"
#include "leveldb/env.h"
#include "leveldb/status.h"

namespace daybook {

/// Turns LevelDB's status into ours; the message is malloc'd.
cldb_status Translate(const leveldb::Status& status);
leveldb::Status SyncDirectory(const std::string& path);
/// Gives the next name of a folder, as readdir does: null at the end, and with errno set after an error.
using ReadDirectory = std::function<dirent*(DIR*)>;
/// Looks for a file: 0 if it is there, else what errno says.
using FindFile = std::function<int(const std::string&)>;
int Find(const std::string& path);
/// The names in a folder; an error if not all of them can be read.
leveldb::Status ListDirectory(const std::string& path, const ReadDirectory& read, std::vector<std::string>* names);
/// Corruption if files of a database are cut where LevelDB would not notice; to be asked before it is opened.
leveldb::Status CheckFiles(leveldb::Env* env, const std::string& folder);
std::string DirectoryOf(const std::string& path);
bool EndsWith(const std::string& text, const char* suffix);

/// Syncs the folder where LevelDB does not (LEVELDB.md §2.11), so that names survive a power cut: of a
/// new write-ahead log, itself synced though empty, before it is used, so that a missing one is always
/// damage (CheckFiles); and of CURRENT before the manifest it replaces is removed and
/// at the end of cldb_open. How a folder is synced and read is passed in, so that tests can watch it.
///
/// Not at the rename of CURRENT itself: were that sync to fail, LevelDB would take the rename for failed
/// and remove the manifest that CURRENT already names.
///
/// Lists folders itself: env_posix.cc takes an error for the end, and a database whose write-ahead log is not
/// seen is opened without it, and the log deleted. Looks for files itself: env_posix.cc takes an error for
/// "not there", and a database whose CURRENT is not seen is made anew over the old one.
class DurableEnv : public leveldb::EnvWrapper {
 public:
  using DirectorySync = std::function<leveldb::Status(const std::string&)>;
  DurableEnv(leveldb::Env* target, DirectorySync sync, ReadDirectory read, FindFile find)
      : EnvWrapper(target), sync_(std::move(sync)), read_(std::move(read)), find_(std::move(find)) {}

  /// True also where it cannot be known: whoever opens the file meets the error itself.
  bool FileExists(const std::string& path) override {
    int cause = find_(path);
    return cause != ENOENT && cause != ENOTDIR;
  }

  leveldb::Status GetChildren(const std::string& folder, std::vector<std::string>* names) override {
    return ListDirectory(folder, read_, names);
  }

  leveldb::Status NewWritableFile(const std::string& path, leveldb::WritableFile** out) override {
    leveldb::Status status = target()->NewWritableFile(path, out);
    if (!status.ok() || !EndsWith(path, ".log")) return status;
    status = (*out)->Sync();
    if (status.ok()) status = SyncFolder(DirectoryOf(path));
    if (!status.ok()) {
      delete *out;
      *out = nullptr;
    }
    return status;
  }

  leveldb::Status RenameFile(const std::string& from, const std::string& to) override {
    leveldb::Status status = target()->RenameFile(from, to);
    if (status.ok() && EndsWith(to, "/CURRENT")) {
      std::lock_guard<std::mutex> guard(mutex_);
      renamed_.insert(DirectoryOf(to));
    }
    return status;
  }

  leveldb::Status RemoveFile(const std::string& path) override {
    std::string folder = DirectoryOf(path);
    if (HasRenamed(folder)) {
      leveldb::Status status = SyncFolder(folder);
      if (!status.ok()) return status;
    }
    return target()->RemoveFile(path);
  }

  leveldb::Status SyncFolder(const std::string& folder) {
    leveldb::Status status = sync_(folder);
    if (status.ok()) {
      std::lock_guard<std::mutex> guard(mutex_);
      renamed_.erase(folder);
    }
    return status;
  }

 private:
  bool HasRenamed(const std::string& folder) {
    std::lock_guard<std::mutex> guard(mutex_);
    return renamed_.count(folder) > 0;
  }

  DirectorySync sync_;
  ReadDirectory read_;
  FindFile find_;
  std::mutex mutex_;               // guards renamed_
  std::set<std::string> renamed_;  // folders whose CURRENT was renamed and not yet synced
};

class FaultEnv;

}  // namespace daybook

/// An env handle; `fault` is null for the default one.
struct cldb_env {
  std::shared_ptr<daybook::FaultEnv> fault;
  std::unique_ptr<daybook::DurableEnv> env;
};

#endif
