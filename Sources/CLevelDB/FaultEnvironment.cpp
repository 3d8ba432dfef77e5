// The fault env: real files, on which tests cut the power, fail the nth call, or fill the disk.
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <optional>

#include "Environment.h"

namespace daybook {

using leveldb::Slice;
using leveldb::Status;

/// What is known of one file that was opened for writing.
struct FileState {
  uint64_t appended = 0;
  uint64_t synced = 0;
  bool ever_synced = false;
  bool name_durable = false;  // its folder was synced after it was created
  std::optional<std::string> before;  // what a rename that is not durable replaced
};

class FaultEnv : public leveldb::EnvWrapper {
 public:
  FaultEnv() : EnvWrapper(leveldb::Env::Default()) {}

  /// Counts the call; an error if it is the one to fail or the machine has stopped.
  Status Enter(uint32_t kind, const std::string& path) {
    std::lock_guard<std::mutex> guard(mutex_);
    return EnterLocked(kind, path);
  }

  /// As Enter for an append: `allowed` is how many of the bytes are to be written even so.
  Status EnterAppend(const std::string& path, size_t bytes, size_t* allowed) {
    std::lock_guard<std::mutex> guard(mutex_);
    counts_.appends += 1;
    *allowed = active_ ? bytes / 2 : 0;
    Status status = EnterLocked(CLDB_OP_APPEND, path);
    if (status.ok()) {
      *allowed = bytes;
      if (bytes > disk_left_) {
        *allowed = disk_left_;
        status = Status::IOError(path, strerror(ENOSPC));
      }
    }
    if (disk_left_ != UINT64_MAX) disk_left_ -= std::min<uint64_t>(*allowed, disk_left_);
    counts_.appended_bytes += *allowed;
    files_[path].appended += *allowed;
    return status;
  }

  void Synced(const std::string& path) {
    std::lock_guard<std::mutex> guard(mutex_);
    FileState& file = files_[path];
    file.synced = file.appended;
    file.ever_synced = true;
    if (EndsWith(path, ".log")) {
      counts_.syncs += 1;
    } else {
      counts_.other_syncs += 1;
    }
    // LevelDB itself syncs the folder with each manifest (env_posix.cc, SyncDirIfManifest).
    if (path.find("/MANIFEST-") != std::string::npos) NamesDurableLocked(DirectoryOf(path));
  }

  Status SyncDirectory(const std::string& directory) {
    Status status = Enter(CLDB_OP_DIRECTORY, directory);
    if (!status.ok()) return status;
    std::lock_guard<std::mutex> guard(mutex_);
    counts_.directory_syncs += 1;
    NamesDurableLocked(directory);
    return status;
  }

  dirent* ReadDirectory(DIR* folder) {
    bool has_failed = !Enter(CLDB_OP_LIST, "a folder").ok();
    errno = has_failed ? EIO : 0;
    return has_failed ? nullptr : ::readdir(folder);
  }

  int FindFile(const std::string& path) { return Enter(CLDB_OP_FIND, path).ok() ? Find(path) : EIO; }

  Status NewWritableFile(const std::string& path, leveldb::WritableFile** out) override;
  Status NewAppendableFile(const std::string& path, leveldb::WritableFile** out) override;

  Status NewSequentialFile(const std::string& path, leveldb::SequentialFile** out) override {
    *out = nullptr;
    Status status = Enter(CLDB_OP_READ, path);
    return status.ok() ? target()->NewSequentialFile(path, out) : status;
  }
  Status NewRandomAccessFile(const std::string& path, leveldb::RandomAccessFile** out) override {
    *out = nullptr;
    Status status = Enter(CLDB_OP_READ, path);
    return status.ok() ? target()->NewRandomAccessFile(path, out) : status;
  }
  Status RemoveFile(const std::string& path) override {
    Status status = Enter(CLDB_OP_REMOVE, path);
    if (status.ok()) status = target()->RemoveFile(path);
    if (status.ok()) {
      std::lock_guard<std::mutex> guard(mutex_);
      files_.erase(path);
    }
    return status;
  }
  Status RenameFile(const std::string& from, const std::string& to) override {
    Status status = Enter(CLDB_OP_RENAME, from);
    if (!status.ok()) return status;
    std::lock_guard<std::mutex> guard(mutex_);
    std::optional<std::string> before = DurableContentLocked(to);
    status = target()->RenameFile(from, to);
    if (!status.ok()) return status;
    FileState moved = files_[from];
    moved.name_durable = false;
    moved.before = std::move(before);
    files_.erase(from);
    files_[to] = std::move(moved);
    return status;
  }
  Status CreateDir(const std::string& path) override {
    Status status = Enter(CLDB_OP_OTHER, path);
    return status.ok() ? target()->CreateDir(path) : status;
  }
  Status LockFile(const std::string& path, leveldb::FileLock** out) override {
    *out = nullptr;
    Status status = Enter(CLDB_OP_OTHER, path);
    return status.ok() ? target()->LockFile(path, out) : status;
  }

  cldb_fault_counts Counts() {
    std::lock_guard<std::mutex> guard(mutex_);
    return counts_;
  }
  void Fail(uint32_t kinds, uint64_t nth, bool sticky) {
    std::lock_guard<std::mutex> guard(mutex_);
    fail_kinds_ = kinds;
    fail_countdown_ = nth;
    fail_sticky_ = sticky;
    fired_ = false;
  }
  bool Fired() {
    std::lock_guard<std::mutex> guard(mutex_);
    return fired_;
  }
  void DiskFull(uint64_t bytes) {
    std::lock_guard<std::mutex> guard(mutex_);
    disk_left_ = bytes;
  }
  void SetActive(bool active) {
    std::lock_guard<std::mutex> guard(mutex_);
    active_ = active;
  }
  Status PowerCut(uint32_t tail_per_mille);

 private:
  Status Open(const std::string& path, bool append, leveldb::WritableFile** out);

  Status EnterLocked(uint32_t kind, const std::string& path) {
    counts_.operations += 1;
    if (!active_) return Status::IOError(path, "the machine has stopped (fault env)");
    if ((kind & fail_kinds_) == 0) return Status::OK();
    if (fired_) {
      return fail_sticky_ ? Status::IOError(path, "injected fault (sticky)") : Status::OK();
    }
    if (fail_countdown_ == 0 || --fail_countdown_ > 0) return Status::OK();
    fired_ = true;
    return Status::IOError(path, "injected fault");
  }

  /// What would be at `path` after a power cut, if anything.
  std::optional<std::string> DurableContentLocked(const std::string& path) {
    auto found = files_.find(path);
    if (found != files_.end() && !found->second.name_durable) return found->second.before;
    std::string content;
    if (!leveldb::ReadFileToString(target(), path, &content).ok()) return std::nullopt;
    return content;
  }

  void NamesDurableLocked(const std::string& directory) {
    for (auto& [path, file] : files_) {
      if (DirectoryOf(path) != directory) continue;
      file.name_durable = true;
      file.before.reset();
    }
  }

  std::mutex mutex_;  // guards all below
  std::map<std::string, FileState> files_;
  cldb_fault_counts counts_{};
  uint32_t fail_kinds_ = 0;
  uint64_t fail_countdown_ = 0;
  bool fail_sticky_ = false;
  bool fired_ = false;
  bool active_ = true;
  uint64_t disk_left_ = UINT64_MAX;
};

namespace {

class FaultFile : public leveldb::WritableFile {
 public:
  FaultFile(FaultEnv* env, std::string path, leveldb::WritableFile* target)
      : env_(env), path_(std::move(path)), target_(target) {}

  Status Append(const Slice& data) override {
    size_t allowed = 0;
    Status status = env_->EnterAppend(path_, data.size(), &allowed);
    if (allowed > 0) {
      Status written = target_->Append(Slice(data.data(), allowed));
      if (status.ok()) status = written;
    }
    return status;
  }
  Status Flush() override {
    Status status = env_->Enter(CLDB_OP_FLUSH, path_);
    return status.ok() ? target_->Flush() : status;
  }
  // The bytes are flushed, not synced: power cuts are simulated from the bookkeeping.
  Status Sync() override {
    Status status = env_->Enter(CLDB_OP_SYNC, path_);
    if (status.ok()) status = target_->Flush();
    if (status.ok()) env_->Synced(path_);
    return status;
  }
  Status Close() override {
    Status status = env_->Enter(CLDB_OP_CLOSE, path_);
    Status closed = target_->Close();
    return status.ok() ? closed : status;
  }

 private:
  FaultEnv* env_;
  std::string path_;
  std::unique_ptr<leveldb::WritableFile> target_;
};

}  // namespace

Status FaultEnv::Open(const std::string& path, bool append, leveldb::WritableFile** out) {
  *out = nullptr;
  Status status = Enter(CLDB_OP_CREATE, path);
  if (!status.ok()) return status;
  uint64_t size = 0;
  if (append) target()->GetFileSize(path, &size);
  leveldb::WritableFile* file = nullptr;
  status = append ? target()->NewAppendableFile(path, &file) : target()->NewWritableFile(path, &file);
  if (!status.ok()) return status;
  {
    std::lock_guard<std::mutex> guard(mutex_);
    if (!append) files_[path] = FileState();
    FileState& state = files_[path];
    if (append && state.appended < size) state.appended = size;
  }
  *out = new FaultFile(this, path, file);
  return status;
}

Status FaultEnv::NewWritableFile(const std::string& path, leveldb::WritableFile** out) {
  return Open(path, false, out);
}

Status FaultEnv::NewAppendableFile(const std::string& path, leveldb::WritableFile** out) {
  return Open(path, true, out);
}

Status FaultEnv::PowerCut(uint32_t tail_per_mille) {
  std::lock_guard<std::mutex> guard(mutex_);
  Status status;
  for (auto& [path, file] : files_) {
    if (::access(path.c_str(), F_OK) != 0) continue;
    if (!file.name_durable && file.before) {
      Status restored = leveldb::WriteStringToFile(target(), *file.before, path);
      if (!restored.ok()) status = restored;
      continue;
    }
    if (!file.name_durable || (!file.ever_synced && tail_per_mille == 0)) {
      if (::unlink(path.c_str()) != 0) status = Status::IOError(path, strerror(errno));
      continue;
    }
    uint64_t kept = file.synced + (file.appended - file.synced) * tail_per_mille / 1000;
    uint64_t size = 0;
    Status sized = target()->GetFileSize(path, &size);
    if (sized.ok() && size > kept && ::truncate(path.c_str(), static_cast<off_t>(kept)) != 0) {
      status = Status::IOError(path, strerror(errno));
    }
  }
  files_.clear();
  return status;
}

}  // namespace daybook

extern "C" {

cldb_env* cldb_fault_env_create(void) {
  auto fault = std::make_shared<daybook::FaultEnv>();
  daybook::FaultEnv* raw = fault.get();
  auto durable = std::make_unique<daybook::DurableEnv>(
      raw, [raw](const std::string& path) { return raw->SyncDirectory(path); },
      [raw](DIR* folder) { return raw->ReadDirectory(folder); },
      [raw](const std::string& path) { return raw->FindFile(path); });
  return new cldb_env{std::move(fault), std::move(durable)};
}
cldb_fault_counts cldb_fault_env_counts(cldb_env* env) { return env->fault->Counts(); }
void cldb_fault_env_fail(cldb_env* env, uint32_t kinds, uint64_t nth, bool sticky) {
  env->fault->Fail(kinds, nth, sticky);
}
bool cldb_fault_env_fired(cldb_env* env) { return env->fault->Fired(); }
void cldb_fault_env_disk_full(cldb_env* env, uint64_t bytes) { env->fault->DiskFull(bytes); }
void cldb_fault_env_set_active(cldb_env* env, bool active) { env->fault->SetActive(active); }
cldb_status cldb_fault_env_power_cut(cldb_env* env, uint32_t tail_per_mille) {
  return daybook::Translate(env->fault->PowerCut(tail_per_mille));
}

}  // extern "C"
