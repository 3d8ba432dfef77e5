// What LevelDB passes over in silence when it opens a database. A manifest or write-ahead log that breaks off is taken
// for one that a crash cut short, and opened without the rest. That is right for a write that nobody was told of; but
// where bytes have rotted, tables or batches are missing in the middle, and old values look like new ones.
#include <stdio.h>

#include <algorithm>
#include <string>
#include <vector>

#include "Environment.h"

namespace daybook {
namespace {

using leveldb::Status;

/// Calls `body` with each whole record of a file in LevelDB's log format, up to the first that is none. Checksums are
/// LevelDB's to check. Source: LevelDB doc/log_format.md.
template <typename Body>
void ForEachRecord(const std::string& bytes, Body body) {
  enum { kFull = 1, kFirst = 2, kMiddle = 3, kLast = 4 };
  constexpr size_t kBlock = 32768, kHeader = 7;
  std::string record;
  for (size_t at = 0; at + kHeader <= bytes.size();) {
    size_t left = kBlock - at % kBlock;
    if (left < kHeader) {
      at += left;
      continue;
    }
    size_t length = static_cast<uint8_t>(bytes[at + 4]) | static_cast<uint8_t>(bytes[at + 5]) << 8;
    int type = bytes[at + 6];
    if (type < kFull || type > kLast || kHeader + length > std::min(left, bytes.size() - at)) return;
    if (type == kFull || type == kFirst) record.clear();
    record.append(bytes, at + kHeader, length);
    at += kHeader + length;
    if (type == kFull || type == kLast) body(record);
  }
}

uint64_t Fixed(const std::string& bytes, size_t at, size_t count) {
  uint64_t value = 0;
  for (size_t i = count; i > 0; i--) value = value << 8 | static_cast<uint8_t>(bytes[at + i - 1]);
  return value;
}

/// Reads the fields of a version edit.
class EditReader {
 public:
  explicit EditReader(const std::string& bytes) : bytes_(bytes) {}
  bool Number(uint64_t* value) {
    *value = 0;
    for (int shift = 0; shift < 64 && at_ < bytes_.size(); shift += 7) {
      uint64_t byte = static_cast<uint8_t>(bytes_[at_++]);
      *value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  }
  bool SkipNumbers(int count) {
    uint64_t value;
    while (count-- > 0)
      if (!Number(&value)) return false;
    return true;
  }
  bool SkipText() {
    uint64_t length;
    if (!Number(&length) || length > bytes_.size() - at_) return false;
    at_ += length;
    return true;
  }

 private:
  const std::string& bytes_;
  size_t at_ = 0;
};

/// The write-ahead log with which a manifest goes on, 0 if it names none. Source: LevelDB db/version_edit.cc.
uint64_t LogNumber(const std::string& manifest) {
  uint64_t number = 0;
  ForEachRecord(manifest, [&](const std::string& record) {
    EditReader edit(record);
    uint64_t tag = 0;
    bool is_known = true;
    while (is_known && edit.Number(&tag)) {
      switch (tag) {
        case 1: is_known = edit.SkipText(); break;                                           // comparator
        case 2: is_known = edit.Number(&number); break;                                      // log number
        case 3: case 4: case 9: is_known = edit.SkipNumbers(1); break;                       // other numbers
        case 5: is_known = edit.SkipNumbers(1) && edit.SkipText(); break;                    // compaction
        case 6: is_known = edit.SkipNumbers(2); break;                                       // table removed
        case 7: is_known = edit.SkipNumbers(3) && edit.SkipText() && edit.SkipText(); break; // table added
        default: is_known = false;
      }
    }
  });
  return number;
}

/// The write-ahead logs of a folder from `first` on, ascending.
Status LogsFrom(uint64_t first, leveldb::Env* env, const std::string& folder, std::vector<uint64_t>* out) {
  std::vector<std::string> names;
  Status status = env->GetChildren(folder, &names);
  for (const std::string& name : names) {
    unsigned long long number = 0;
    if (EndsWith(name, ".log") && sscanf(name.c_str(), "%llu", &number) == 1 && number >= first) out->push_back(number);
  }
  std::sort(out->begin(), out->end());
  return status;
}

std::string LogPath(const std::string& folder, uint64_t number) {
  char name[32];
  snprintf(name, sizeof name, "/%06llu.log", static_cast<unsigned long long>(number));
  return folder + name;
}

}  // namespace

Status CheckFiles(leveldb::Env* env, const std::string& folder) {
  std::string current, manifest;
  if (!env->FileExists(folder + "/CURRENT")) return Status::OK();
  Status status = leveldb::ReadFileToString(env, folder + "/CURRENT", &current);
  if (!status.ok()) return status;
  current.erase(std::find(current.begin(), current.end(), '\n'), current.end());
  // Whatever is wrong with CURRENT or its manifest's name, LevelDB says so itself.
  if (!leveldb::ReadFileToString(env, folder + "/" + current, &manifest).ok()) return Status::OK();
  uint64_t first = LogNumber(manifest);
  std::vector<uint64_t> logs;
  status = LogsFrom(first, env, folder, &logs);
  if (!status.ok()) return status;
  // A log is made, and its name synced, before the manifest names it, and removed when the manifest names a later one.
  if (first > 0 && (logs.empty() || logs[0] != first))
    return Status::Corruption("the manifest breaks off, or its write-ahead log is missing", LogPath(folder, first));
  uint64_t expected = 0;
  for (uint64_t number : logs) {
    std::string bytes;
    status = leveldb::ReadFileToString(env, LogPath(folder, number), &bytes);
    if (!status.ok()) return status;
    // A batch begins with the number of its first record, 8 bytes, and how many it has, 4 bytes.
    ForEachRecord(bytes, [&](const std::string& batch) {
      if (batch.size() < 12 || !status.ok()) return;
      uint64_t sequence = Fixed(batch, 0, 8);
      if (expected > 0 && sequence != expected)
        status = Status::Corruption("write-ahead logs are not contiguous", LogPath(folder, number));
      expected = sequence + Fixed(batch, 8, 4);
    });
    if (!status.ok()) return status;
  }
  return status;
}

}  // namespace daybook
