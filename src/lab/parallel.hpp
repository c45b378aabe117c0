#pragma once
// Work on all cores with results in order: std::jthread over an atomic index. The results do not depend on the number
// of threads, and no more than a window of them waits.

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace smolny {

/// As many threads as asked for; 0: as the machine has cores. Never more than there is work.
inline unsigned thread_count(unsigned asked, std::uint64_t work) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::min<std::uint64_t>(asked == 0 ? cores : asked, std::max<std::uint64_t>(1, work)));
}

/// Calls `work(i)` for i = 0 .. count - 1 on `threads` threads, and `take(i, result)` on the calling thread in order of
/// i; when `take` returns false nothing more is begun. What `work` or `take` throws is thrown on.
template <class Work, class Take>
void in_order(std::uint64_t count, unsigned threads, Work work, Take take) {
  using Result = decltype(work(std::uint64_t{0}));
  const unsigned n = thread_count(threads, count);
  if (n == 1) {
    for (std::uint64_t i = 0; i < count; ++i)
      if (!take(i, work(i))) return;
    return;
  }
  const std::uint64_t window = std::uint64_t{8} * n;
  std::mutex mutex;
  std::condition_variable ready, room;
  std::map<std::uint64_t, Result> done;
  std::uint64_t next = 0, taken = 0;
  bool stop = false;
  std::exception_ptr thrown;
  const auto labour = [&] {
    for (;;) {
      std::uint64_t i = 0;
      {
        std::unique_lock lock(mutex);
        room.wait(lock, [&] { return stop || next >= count || next < taken + window; });
        if (stop || next >= count) return;
        i = next++;
      }
      try {
        Result result = work(i);
        std::lock_guard lock(mutex);
        done.emplace(i, std::move(result));
      } catch (...) {
        std::lock_guard lock(mutex);
        if (!thrown) thrown = std::current_exception();
        stop = true;
      }
      ready.notify_one();
      room.notify_all();
    }
  };
  std::vector<std::jthread> workers;
  for (unsigned t = 0; t < n; ++t) workers.emplace_back(labour);
  const auto halt = [&] {
    {
      std::lock_guard lock(mutex);
      stop = true;
    }
    room.notify_all();
    workers.clear();  // joins
  };
  try {
    for (std::uint64_t i = 0; i < count; ++i) {
      std::unique_lock lock(mutex);
      ready.wait(lock, [&] { return stop || done.contains(i); });
      if (!done.contains(i)) break;
      Result result = std::move(done.extract(i).mapped());
      taken = i + 1;
      lock.unlock();
      room.notify_all();
      if (!take(i, std::move(result))) break;
    }
  } catch (...) {
    halt();
    throw;
  }
  halt();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace smolny
