#pragma once
// Pieces of work dealt to threads by an atomic index, for work whose result does not depend on who does it.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace smolny::people {

/// Calls work(0) .. work(count - 1), each once, on so many threads (0 counts as 1; the caller is one of them), in no
/// order. `work` must not throw.
template <class Work>
void deal(std::uint64_t count, unsigned threads, const Work& work) {
  std::atomic<std::uint64_t> next{0};
  const auto labour = [&] {
    for (std::uint64_t i = next.fetch_add(1, std::memory_order_relaxed); i < count; i = next.fetch_add(1, std::memory_order_relaxed))
      work(i);
  };
  std::vector<std::jthread> others;
  for (std::uint64_t t = 1; t < std::min<std::uint64_t>(threads, count); ++t) others.emplace_back(labour);
  labour();
}

}  // namespace smolny::people
