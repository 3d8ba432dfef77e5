// CLevelDB: a small C API of our own over LevelDB's C++ API (Debian libleveldb-dev 1.23).
//
// LevelDB's own leveldb/c.h does not serve: it reports errors as strings only, has no replaceable Env, and its
// `get` cannot tell an empty value from a failure. Here every call returns a status code.
//
// Ownership: each object has its own free function. Free in this order: iterators, snapshots,
// database, env. Bytes returned by pointer live until the next call on the same object.
// Threads: a database may be used from any thread; a batch or iterator from one at a time.
#ifndef CLEVELDB_H
#define CLEVELDB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What became of a call. DO NOT CHANGE THESE VALUES: they are shown in logs.
typedef enum cldb_code {
  CLDB_OK = 0,
  CLDB_NOT_FOUND = 1,
  CLDB_CORRUPTION = 2,
  CLDB_NOT_SUPPORTED = 3,
  CLDB_INVALID_ARGUMENT = 4,
  CLDB_IO_ERROR = 5,
  CLDB_LOCKED = 6,    ///< another process (or this one) has the database open
  CLDB_NO_SPACE = 7,  ///< an I/O error whose cause is a full disk
} cldb_code;

/// A code and, unless the code is CLDB_OK, a message to be freed by cldb_status_free.
typedef struct cldb_status {
  cldb_code code;
  char* _Nullable message;
} cldb_status;

void cldb_status_free(cldb_status status);

typedef struct cldb_db cldb_db;
typedef struct cldb_batch cldb_batch;
typedef struct cldb_iterator cldb_iterator;
typedef struct cldb_snapshot cldb_snapshot;
typedef struct cldb_value cldb_value;
typedef struct cldb_env cldb_env;

/// Every option is explicit; there are no defaults. Sizes in bytes.
typedef struct cldb_options {
  bool create_if_missing;
  bool error_if_exists;
  bool paranoid_checks;
  bool compression;           ///< snappy if true, none if false
  size_t write_buffer_bytes;  ///< memtable size at which the write-ahead log rotates
  size_t block_cache_bytes;   ///< the database's own LRU of uncompressed blocks
  size_t block_bytes;
  size_t max_file_bytes;
  int max_open_files;
  int bloom_bits_per_key;     ///< 0: no filter
  cldb_env* _Nullable env;    ///< NULL: cldb_env_default()
} cldb_options;

typedef struct cldb_read_options {
  bool verify_checksums;
  bool fill_cache;
  const cldb_snapshot* _Nullable snapshot;  ///< NULL: the newest state
} cldb_read_options;

// Database

cldb_status cldb_open(const char* _Nonnull path, const cldb_options* _Nonnull options,
                      cldb_db* _Nullable* _Nonnull out);
/// Frees the database, then its cache and filter. All its iterators and snapshots must be gone.
void cldb_close(cldb_db* _Nonnull db);

/// On CLDB_OK `out` holds the value; on CLDB_NOT_FOUND it is NULL. A missing table is CLDB_CORRUPTION.
cldb_status cldb_get(cldb_db* _Nonnull db, cldb_read_options options, const void* _Nonnull key,
                     size_t key_bytes, cldb_value* _Nullable* _Nonnull out);
const void* _Nonnull cldb_value_data(const cldb_value* _Nonnull value);
size_t cldb_value_bytes(const cldb_value* _Nonnull value);
void cldb_value_free(cldb_value* _Nonnull value);

/// A LevelDB property such as "leveldb.stats"; NULL if unknown.
cldb_value* _Nullable cldb_property(cldb_db* _Nonnull db, const char* _Nonnull name);

// Write batch: all of it becomes visible and durable, or none.

cldb_batch* _Nonnull cldb_batch_create(void);
void cldb_batch_put(cldb_batch* _Nonnull batch, const void* _Nonnull key, size_t key_bytes,
                    const void* _Nullable value, size_t value_bytes);
void cldb_batch_delete(cldb_batch* _Nonnull batch, const void* _Nonnull key, size_t key_bytes);
void cldb_batch_clear(cldb_batch* _Nonnull batch);
size_t cldb_batch_approximate_bytes(const cldb_batch* _Nonnull batch);
void cldb_batch_free(cldb_batch* _Nonnull batch);
/// If `sync` is true, returns after fdatasync of the write-ahead log. An error means that the
/// outcome is unknown: the batch may or may not be found when the database is opened again.
cldb_status cldb_write(cldb_db* _Nonnull db, cldb_batch* _Nonnull batch, bool sync);

// Snapshots

const cldb_snapshot* _Nonnull cldb_snapshot_create(cldb_db* _Nonnull db);
void cldb_snapshot_free(cldb_db* _Nonnull db, const cldb_snapshot* _Nonnull snapshot);

// Iterators. LevelDB's pass over a damaged block and go on at the next key: what follows looks like an
// answer. So every move says whether the iterator has met damage, then or before; it stays so for good.

cldb_iterator* _Nonnull cldb_iterator_create(cldb_db* _Nonnull db, cldb_read_options options);
void cldb_iterator_free(cldb_iterator* _Nonnull it);
bool cldb_iterator_valid(const cldb_iterator* _Nonnull it);
cldb_status cldb_iterator_seek_first(cldb_iterator* _Nonnull it);
cldb_status cldb_iterator_seek_last(cldb_iterator* _Nonnull it);
/// Moves to the first key at or after `key`.
cldb_status cldb_iterator_seek(cldb_iterator* _Nonnull it, const void* _Nonnull key, size_t key_bytes);
cldb_status cldb_iterator_next(cldb_iterator* _Nonnull it);
cldb_status cldb_iterator_prev(cldb_iterator* _Nonnull it);
const void* _Nonnull cldb_iterator_key(const cldb_iterator* _Nonnull it, size_t* _Nonnull bytes);
const void* _Nonnull cldb_iterator_value(const cldb_iterator* _Nonnull it, size_t* _Nonnull bytes);

// Environments

/// POSIX files, plus what LevelDB leaves out: the folder is synced for each new write-ahead log and
/// for CURRENT, so their names survive a power cut. Never freed.
cldb_env* _Nonnull cldb_env_default(void);
void cldb_env_free(cldb_env* _Nonnull env);
/// fsync of a folder: makes the names in it durable.
cldb_status cldb_sync_directory(const char* _Nonnull path);

// Fault env, for tests: the default env over real files, with faults and bookkeeping.

/// Kinds of file operation, combined with `|` in cldb_fault_env_fail.
enum {
  CLDB_OP_CREATE = 1,      ///< opening a file for writing
  CLDB_OP_APPEND = 2,
  CLDB_OP_FLUSH = 4,
  CLDB_OP_SYNC = 8,
  CLDB_OP_CLOSE = 16,
  CLDB_OP_RENAME = 32,
  CLDB_OP_REMOVE = 64,
  CLDB_OP_DIRECTORY = 128,  ///< fsync of a folder
  CLDB_OP_READ = 256,       ///< opening a file for reading
  CLDB_OP_OTHER = 512,      ///< create folder, lock
  CLDB_OP_LIST = 1024,      ///< reading one name of a folder
  CLDB_OP_FIND = 2048,      ///< asking whether a file is there
  CLDB_OP_ANY = 4095,
};

typedef struct cldb_fault_counts {
  uint64_t syncs;            ///< of files that are write-ahead logs
  uint64_t other_syncs;      ///< of all other files
  uint64_t directory_syncs;
  uint64_t appends;
  uint64_t appended_bytes;
  uint64_t operations;       ///< calls of any kind
} cldb_fault_counts;

cldb_env* _Nonnull cldb_fault_env_create(void);
cldb_fault_counts cldb_fault_env_counts(cldb_env* _Nonnull env);
/// The `nth` call (from 1, counted from now) whose kind is in `kinds` fails with an I/O error; if
/// `sticky`, all of that kind after it too. A failing append writes half its bytes. 0: no fault.
void cldb_fault_env_fail(cldb_env* _Nonnull env, uint32_t kinds, uint64_t nth, bool sticky);
/// True once the planned fault has happened.
bool cldb_fault_env_fired(cldb_env* _Nonnull env);
/// After `bytes` more appended bytes the disk is full. UINT64_MAX: never.
void cldb_fault_env_disk_full(cldb_env* _Nonnull env, uint64_t bytes);
/// False: from now on nothing reaches the disk (the machine has stopped). True: it runs again.
void cldb_fault_env_set_active(cldb_env* _Nonnull env, bool active);
/// A power cut, to be called with the database closed: each file keeps its synced bytes plus
/// `tail_per_mille` thousandths of its unsynced ones; files never synced, and files whose folder
/// was not synced after they were created, vanish; renames not synced are undone. Then forgets all it knew about files.
cldb_status cldb_fault_env_power_cut(cldb_env* _Nonnull env, uint32_t tail_per_mille);

#ifdef __cplusplus
}
#endif
#endif
