#include "archive/files.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

#include "archive/bytes.hpp"

namespace smolny {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kLetters = "SMFI";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMost = std::size_t{64} << 20;

bool is_safe(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != name.npos || name.find('\0') != name.npos) return false;
  std::size_t parts = 0, up = 0;
  for (const fs::path& part : fs::path(name)) {
    if (part == "." || part.empty() || (part == ".." && parts > 0)) return false;
    if (up > 0 && part.string().starts_with('.')) return false;  // the scenario's own folder may be hidden beside the others
    up += part == "..";
    ++parts;
  }
  if (up > 0 && (parts < 3 || !name.ends_with(".yaml"))) return false;
  return name.ends_with(".yaml") || name.ends_with(".json");  // a scenario's, a posterior, or starts that were reached
}

}  // namespace

std::expected<std::vector<PackedFile>, Fault> scenario_files(const fs::path& folder, const std::vector<std::string>& included) {
  std::vector<PackedFile> files;
  const auto add = [&](const fs::path& path, std::string name) {
    std::ifstream in(path, std::ios::binary);
    files.push_back({std::move(name), std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>())});
    return in.good() || in.eof();
  };
  std::error_code error;
  fs::recursive_directory_iterator it(folder, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const fs::path& path = it->path();
    if (path.filename().string().starts_with('.')) {
      std::error_code ignored;
      if (it->is_directory(ignored)) it.disable_recursion_pending();
      continue;
    }
    if (path.extension() != ".yaml") continue;
    if (!add(path, path.lexically_relative(folder).generic_string())) return bad_input(path.string() + " cannot be read");
  }
  if (error) return bad_input(folder.string() + " cannot be read: " + error.message());
  const fs::path beside = fs::canonical(folder, error).parent_path();
  for (const std::string& name : included)
    if (!add(beside / fs::path(name).lexically_relative(".."), name)) return bad_input(name + " cannot be read");
  std::sort(files.begin(), files.end(), [](const PackedFile& a, const PackedFile& b) { return a.name < b.name; });
  return files;
}

std::string pack_files(const std::vector<PackedFile>& files) {
  std::string plain;
  put_varint(plain, files.size());
  for (const PackedFile& f : files) {
    put_varint(plain, f.name.size());
    plain += f.name;
    put_varint(plain, f.text.size());
    plain += f.text;
  }
  return squeeze(kLetters, kVersion, plain, 15);
}

std::expected<std::vector<PackedFile>, std::string> unpack_files(std::string_view bytes) {
  const auto plain = unsqueeze(kLetters, kVersion, bytes, kMost);
  if (!plain) return std::unexpected(plain.error());
  ByteReader in{*plain};
  std::vector<PackedFile> files;
  const std::uint64_t n = in.varint();
  for (std::uint64_t i = 0; i < n && !in.bad; ++i) {
    PackedFile f;
    f.name = in.text(in.varint());
    f.text = in.text(in.varint());
    if (!in.bad && !is_safe(f.name)) return std::unexpected("it holds a file of an impossible name");
    files.push_back(std::move(f));
  }
  if (in.bad || !in.in.empty()) return std::unexpected("it is damaged");
  return files;
}

}  // namespace smolny
