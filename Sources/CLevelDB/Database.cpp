#include <stdlib.h>

#include <memory>
#include <string>
#include <utility>

#include "Environment.h"
#include "leveldb/cache.h"
#include "leveldb/db.h"
#include "leveldb/filter_policy.h"
#include "leveldb/write_batch.h"

using leveldb::Slice;

// Members are destroyed last to first: the database before the cache and filter it uses.
struct cldb_db {
  std::unique_ptr<leveldb::Cache> cache;
  std::unique_ptr<const leveldb::FilterPolicy> filter;
  std::unique_ptr<leveldb::DB> db;
};
struct cldb_batch {
  leveldb::WriteBatch batch;
};
struct cldb_iterator {
  std::unique_ptr<leveldb::Iterator> it;
};
struct cldb_value {
  std::string bytes;
};

namespace {

Slice SliceOf(const void* data, size_t bytes) {
  return Slice(static_cast<const char*>(bytes == 0 ? "" : data), bytes);
}

leveldb::ReadOptions ReadOptionsOf(cldb_read_options options) {
  leveldb::ReadOptions result;
  result.verify_checksums = options.verify_checksums;
  result.fill_cache = options.fill_cache;
  result.snapshot = reinterpret_cast<const leveldb::Snapshot*>(options.snapshot);
  return result;
}

/// The status of a read. A table that is not there any more is damage: "not found" is only for keys.
cldb_status TranslateRead(const leveldb::Status& status) {
  cldb_status result = daybook::Translate(status);
  if (result.code == CLDB_NOT_FOUND) result.code = CLDB_CORRUPTION;
  return result;
}

/// Whether a key is not there. LevelDB says "not found" of a missing table, too, but then names its file.
bool IsAbsent(const leveldb::Status& status) {
  static const std::string absent = leveldb::Status::NotFound(Slice()).ToString();
  return status.IsNotFound() && status.ToString() == absent;
}

}  // namespace

extern "C" {

void cldb_status_free(cldb_status status) { free(status.message); }

cldb_status cldb_open(const char* path, const cldb_options* options, cldb_db** out) {
  auto result = std::make_unique<cldb_db>();
  result->cache.reset(leveldb::NewLRUCache(options->block_cache_bytes));
  leveldb::Options native;
  native.create_if_missing = options->create_if_missing;
  native.error_if_exists = options->error_if_exists;
  native.paranoid_checks = options->paranoid_checks;
  native.compression =
      options->compression ? leveldb::kSnappyCompression : leveldb::kNoCompression;
  native.write_buffer_size = options->write_buffer_bytes;
  native.block_cache = result->cache.get();
  native.block_size = options->block_bytes;
  native.max_file_size = options->max_file_bytes;
  native.max_open_files = options->max_open_files;
  // reuse_logs corrupts the log after a torn tail (LEVELDB.md §2.13): off, and not an option.
  native.reuse_logs = false;
  if (options->bloom_bits_per_key > 0) {
    result->filter.reset(leveldb::NewBloomFilterPolicy(options->bloom_bits_per_key));
    native.filter_policy = result->filter.get();
  }
  cldb_env* env = options->env != nullptr ? options->env : cldb_env_default();
  native.env = env->env.get();
  leveldb::DB* db = nullptr;
  leveldb::Status status = daybook::CheckFiles(native.env, path);
  if (status.ok()) status = leveldb::DB::Open(native, path, &db);
  if (!status.ok()) {
    *out = nullptr;
    return daybook::Translate(status);
  }
  result->db.reset(db);
  status = env->env->SyncFolder(path);
  if (!status.ok()) {
    *out = nullptr;
    return daybook::Translate(status);
  }
  *out = result.release();
  return {CLDB_OK, nullptr};
}

void cldb_close(cldb_db* db) { delete db; }

cldb_status cldb_get(cldb_db* db, cldb_read_options options, const void* key, size_t key_bytes,
                     cldb_value** out) {
  auto value = std::make_unique<cldb_value>();
  leveldb::Status status =
      db->db->Get(ReadOptionsOf(options), SliceOf(key, key_bytes), &value->bytes);
  *out = status.ok() ? value.release() : nullptr;
  // Absence is common and expected: it gets no message, so it costs no allocation.
  if (IsAbsent(status)) return {CLDB_NOT_FOUND, nullptr};
  return TranslateRead(status);
}

const void* cldb_value_data(const cldb_value* value) { return value->bytes.data(); }
size_t cldb_value_bytes(const cldb_value* value) { return value->bytes.size(); }
void cldb_value_free(cldb_value* value) { delete value; }

cldb_value* cldb_property(cldb_db* db, const char* name) {
  auto value = std::make_unique<cldb_value>();
  return db->db->GetProperty(name, &value->bytes) ? value.release() : nullptr;
}

cldb_batch* cldb_batch_create(void) { return new cldb_batch; }
void cldb_batch_put(cldb_batch* batch, const void* key, size_t key_bytes, const void* value,
                    size_t value_bytes) {
  batch->batch.Put(SliceOf(key, key_bytes), SliceOf(value, value_bytes));
}
void cldb_batch_delete(cldb_batch* batch, const void* key, size_t key_bytes) {
  batch->batch.Delete(SliceOf(key, key_bytes));
}
void cldb_batch_clear(cldb_batch* batch) { batch->batch.Clear(); }
size_t cldb_batch_approximate_bytes(const cldb_batch* batch) {
  return batch->batch.ApproximateSize();
}
void cldb_batch_free(cldb_batch* batch) { delete batch; }

cldb_status cldb_write(cldb_db* db, cldb_batch* batch, bool sync) {
  leveldb::WriteOptions options;
  options.sync = sync;
  return daybook::Translate(db->db->Write(options, &batch->batch));
}

const cldb_snapshot* cldb_snapshot_create(cldb_db* db) {
  return reinterpret_cast<const cldb_snapshot*>(db->db->GetSnapshot());
}
void cldb_snapshot_free(cldb_db* db, const cldb_snapshot* snapshot) {
  db->db->ReleaseSnapshot(reinterpret_cast<const leveldb::Snapshot*>(snapshot));
}

cldb_iterator* cldb_iterator_create(cldb_db* db, cldb_read_options options) {
  auto* result = new cldb_iterator;
  result->it.reset(db->db->NewIterator(ReadOptionsOf(options)));
  return result;
}
void cldb_iterator_free(cldb_iterator* it) { delete it; }
bool cldb_iterator_valid(const cldb_iterator* it) { return it->it->Valid(); }
cldb_status cldb_iterator_seek_first(cldb_iterator* it) {
  it->it->SeekToFirst();
  return TranslateRead(it->it->status());
}
cldb_status cldb_iterator_seek_last(cldb_iterator* it) {
  it->it->SeekToLast();
  return TranslateRead(it->it->status());
}
cldb_status cldb_iterator_seek(cldb_iterator* it, const void* key, size_t key_bytes) {
  it->it->Seek(SliceOf(key, key_bytes));
  return TranslateRead(it->it->status());
}
cldb_status cldb_iterator_next(cldb_iterator* it) {
  it->it->Next();
  return TranslateRead(it->it->status());
}
cldb_status cldb_iterator_prev(cldb_iterator* it) {
  it->it->Prev();
  return TranslateRead(it->it->status());
}
const void* cldb_iterator_key(const cldb_iterator* it, size_t* bytes) {
  Slice key = it->it->key();
  *bytes = key.size();
  return key.data();
}
const void* cldb_iterator_value(const cldb_iterator* it, size_t* bytes) {
  Slice value = it->it->value();
  *bytes = value.size();
  return value.data();
}

}  // extern "C"
