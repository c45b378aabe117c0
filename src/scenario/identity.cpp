// The identity of a scenario: the same for the same content, wherever and however it is written down.

#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "scenario/assembly.hpp"

namespace smolny {

namespace {

/// SHA-256 over pieces, each with its length before it, so that no two trees run together into the same bytes.
class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1)
      throw std::runtime_error("SHA-256 is not to be had from OpenSSL");
    buffer_.reserve(1 << 16);
  }
  void mark(char kind, std::size_t count) {
    buffer_ += kind;
    buffer_ += std::to_string(count);
    buffer_ += ':';
  }
  void text(std::string_view s) {
    mark('t', s.size());
    buffer_ += s;
    if (buffer_.size() >= (1U << 16) - 4096) flush();
  }
  std::string hex() {
    flush();
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_DigestFinal_ex(context_.get(), bytes, &size);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    for (unsigned int i = 0; i < size; ++i) result += {digits[bytes[i] >> 4], digits[bytes[i] & 15]};
    return result;
  }

 private:
  void flush() {
    EVP_DigestUpdate(context_.get(), buffer_.data(), buffer_.size());
    buffer_.clear();
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
  std::string buffer_;
};

void add(Digest& digest, const YamlNode& node, std::string_view but = {}) {
  switch (node.shape) {
    case Shape::null:
      digest.mark('n', 0);
      break;
    case Shape::text:
      digest.text(node.text);
      break;
    case Shape::list:
      digest.mark('l', node.items.size());
      for (const YamlNode* item : node.items) add(digest, *item);
      break;
    case Shape::map: {
      std::vector<const YamlEntry*> sorted;
      sorted.reserve(node.entries.size());
      for (const YamlEntry& e : node.entries)
        if (but.empty() || e.key != but) sorted.push_back(&e);
      std::sort(sorted.begin(), sorted.end(), [](const YamlEntry* a, const YamlEntry* b) { return a->key < b->key; });
      digest.mark('m', sorted.size());
      for (const YamlEntry* e : sorted) {
        digest.text(e->key);
        add(digest, *e->value);
      }
      break;
    }
  }
}

}  // namespace

std::string identity(const Assembly& assembly) {
  Digest digest;
  digest.text("smolny scenario 1");
  for (const YamlNode* map : {assembly.scenario, assembly.parameters}) {
    digest.mark('s', map ? 1 : 0);
    // What numbers a history draws from is said by its specification. So a posterior, which names the state that it was fitted to,
    // may become what the scenario runs from without making another state of it.
    if (map) add(digest, *map, map == assembly.scenario ? "posterior" : "");
  }
  for (const SectionSpec& spec : sections()) {
    const auto& rows = assembly.of(spec.section);
    if (rows.empty()) continue;
    digest.text(spec.name);
    digest.mark('l', rows.size());
    for (const RowSource& row : rows) add(digest, *row.node);
  }
  if (assembly.lesson) {
    digest.text("lesson");
    add(digest, *assembly.lesson);
  }
  return digest.hex();
}

}  // namespace smolny
