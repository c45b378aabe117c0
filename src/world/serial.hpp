#pragma once
// The saved form of a world: every field in order, little-endian, no padding. One walk serves writing, reading and
// hashing, so that a field that is added to the state is in all three.

#include <bit>
#include <boost/pfr.hpp>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "world/world.hpp"

namespace smolny {

static_assert(std::endian::native == std::endian::little, "saves are little-endian as they stand in memory");

template <class T>
struct IsArray : std::false_type {};
template <class T, std::size_t N>
struct IsArray<std::array<T, N>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

/// What may be copied as it lies in memory: numbers, and rows without padding or floating point.
template <class T>
inline constexpr bool kFlat = std::is_arithmetic_v<T> || std::is_enum_v<T> ||
                              (std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>);

/// Appends to a byte string.
struct Writer {
  std::string& out;
  void raw(const void* p, std::size_t n) {
    if (n > 0) out.append(static_cast<const char*>(p), n);
  }
};

/// Takes from a byte string; `bad` once it ran out.
struct Reader {
  std::string_view in;
  bool bad = false;
  void raw(void* p, std::size_t n) {
    if (n == 0) return;  // an empty table has no address
    if (n > in.size()) {
      bad = true;
      std::memset(p, 0, n);
      return;
    }
    std::memcpy(p, in.data(), n);
    in.remove_prefix(n);
  }
};

template <class Out, class T>
void walk_out(Out& w, const T& x) {
  if constexpr (kFlat<T>) {
    w.raw(&x, sizeof x);
  } else if constexpr (IsArray<T>::value) {
    if constexpr (kFlat<typename T::value_type>) w.raw(x.data(), sizeof(typename T::value_type) * x.size());
    else for (const auto& e : x) walk_out(w, e);
  } else if constexpr (IsVector<T>::value) {
    const std::uint64_t n = x.size();
    w.raw(&n, sizeof n);
    if constexpr (kFlat<typename T::value_type>) w.raw(x.data(), sizeof(typename T::value_type) * x.size());
    else for (const auto& e : x) walk_out(w, e);
  } else if constexpr (requires { x.rows; }) {
    if constexpr (requires { Out::kOnlyWhatIs; T::kMayLack; })
      if (x.rows.empty()) return;
    if constexpr (requires { Out::kOnlyWhatIs; T::kHashedApart; }) return;
    walk_out(w, x.rows);
  } else {
    boost::pfr::for_each_field(x, [&](const auto& field) { walk_out(w, field); });
  }
}

template <class T>
void walk(Writer& w, const T& x) {
  walk_out(w, x);
}

template <class T>
void walk(Reader& r, T& x) {
  if constexpr (std::is_same_v<T, bool>) {
    unsigned char byte = 0;
    r.raw(&byte, 1);
    if (byte > 1) r.bad = true;
    x = byte == 1;
  } else if constexpr (kFlat<T>) {
    r.raw(&x, sizeof x);
  } else if constexpr (IsArray<T>::value) {
    for (auto& e : x) walk(r, e);
  } else if constexpr (IsVector<T>::value) {
    std::uint64_t n = 0;
    r.raw(&n, sizeof n);
    if (n > r.in.size()) {  // a row takes a byte at least
      r.bad = true;
      return;
    }
    x.resize(static_cast<std::size_t>(n));
    if constexpr (kFlat<typename T::value_type>) r.raw(x.data(), sizeof(typename T::value_type) * x.size());
    else for (auto& e : x) walk(r, e);
  } else if constexpr (requires { x.rows; }) {
    walk(r, x.rows);
  } else {
    boost::pfr::for_each_field(x, [&](auto& field) { walk(r, field); });
  }
}

}  // namespace smolny
