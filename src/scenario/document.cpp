#include "scenario/document.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <limits>
#include <streambuf>

namespace smolny {

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& e : entries)
    if (e.key == key) return e.value;
  return nullptr;
}

Position YamlNode::position_in_text(std::size_t i) const {
  if (inset < 0) return at;
  return {at.file, at.line, at.column + inset + static_cast<std::int32_t>(i)};
}

std::string described(const YamlNode& node) {
  switch (node.shape) {
    case Shape::null:
      return "nothing";
    case Shape::text:
      return in_quotes(node.text);
    case Shape::list:
      return "a list";
    case Shape::map:
      return "a map";
  }
  return {};
}

namespace {

/// Ends the reading of a file; the reason has been noted.
struct Stop {};

/// A text as a stream, without copying it.
struct TextBuffer : std::streambuf {
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

/// Builds the tree from the parser's events, and stops it at the first cap.
class Builder : public YAML::EventHandler {
 public:
  Builder(std::string_view source, std::int32_t file, Documents& documents, Diagnostics& diagnostics, const Caps& caps)
      : source_(source), file_(file), documents_(documents), diagnostics_(diagnostics), caps_(caps) {}

  const YamlNode* root() const { return root_; }

  Position position(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { place(*make(mark, Shape::null, anchor), mark); }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const YamlNode* target = anchor < anchors_.size() ? anchors_[anchor] : nullptr;
    if (!target) fail(mark, "this alias stands inside what it names: a cycle");
    if (!frames_.empty() && frames_.back().node->shape == Shape::map && !frames_.back().has_key)
      fail(mark, "a key must be plain text, not an alias");
    count(target->weight, mark);
    place(*target, mark);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (!frames_.empty() && frames_.back().node->shape == Shape::map && !frames_.back().has_key)
      return key(mark, value);
    if (value.size() > caps_.text_bytes)
      fail(mark, "a text of " + std::to_string(value.size()) + " bytes; at most " + std::to_string(caps_.text_bytes));
    const bool quoted = tag == "!";
    const bool nothing = !quoted && (value.empty() || value == "~" || value == "null");
    YamlNode* node = make(mark, nothing ? Shape::null : Shape::text, anchor);
    if (!nothing) {
      node->quoted = quoted;
      node->text = value;
      const auto more = static_cast<std::uint32_t>(value.size() / kBytesOfAValue);
      count(more, mark);
      node->weight += more;
      node->inset = inset(mark, value);
    }
    place(*node, mark);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(make(mark, Shape::list, anchor), mark);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(make(mark, Shape::map, anchor), mark);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    YamlNode* node = nullptr;
    YAML::anchor_t anchor = 0;
    std::string key;
    Position key_at{};
    bool has_key = false;
    bool duplicate = false;
  };

  [[noreturn]] void fail(const YAML::Mark& mark, std::string message) {
    diagnostics_.add(position(mark), std::move(message));
    throw Stop{};
  }

  void count(std::uint64_t more, const YAML::Mark& mark) {
    documents_.values += more;
    if (documents_.values > caps_.values)
      fail(mark, "more than " + std::to_string(caps_.values) + " values in the scenario, aliases written out");
  }

  YamlNode* make(const YAML::Mark& mark, Shape shape, YAML::anchor_t anchor) {
    if (!frames_.empty() && frames_.back().node->shape == Shape::map && !frames_.back().has_key &&
        shape != Shape::text && shape != Shape::null)
      fail(mark, "a key must be plain text");
    count(1, mark);
    YamlNode& node = documents_.nodes.emplace_back();
    node.shape = shape;
    node.at = position(mark);
    pending_anchor_ = anchor;
    if (anchor != 0 && (shape == Shape::text || shape == Shape::null)) remember(anchor, &node);
    return &node;
  }

  void remember(YAML::anchor_t anchor, const YamlNode* node) {
    if (anchors_.size() <= anchor) anchors_.resize(anchor + 1, nullptr);
    anchors_[anchor] = node;
  }

  void open(YamlNode* node, const YAML::Mark& mark) {
    if (frames_.size() >= caps_.depth) fail(mark, "nested deeper than " + std::to_string(caps_.depth) + " levels");
    frames_.push_back({.node = node, .anchor = pending_anchor_, .key = {}});
  }

  void close() {
    const Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.anchor != 0) remember(frame.anchor, frame.node);
    attach(*frame.node);
  }

  void place(const YamlNode& node, const YAML::Mark& mark) {
    if (!frames_.empty() && frames_.back().node->shape == Shape::map && !frames_.back().has_key)
      fail(mark, "a key must be plain text");
    attach(node);
  }

  void attach(const YamlNode& node) {
    if (frames_.empty()) {
      root_ = &node;
      return;
    }
    Frame& frame = frames_.back();
    frame.node->weight += node.weight;
    if (frame.node->shape == Shape::list) {
      frame.node->items.push_back(&node);
    } else {
      if (!frame.duplicate) frame.node->entries.push_back({std::move(frame.key), frame.key_at, &node});
      frame.has_key = false;
    }
  }

  void key(const YAML::Mark& mark, const std::string& value) {
    if (value.size() > caps_.key_bytes)
      fail(mark, "a key of " + std::to_string(value.size()) + " bytes; at most " + std::to_string(caps_.key_bytes));
    count(1, mark);
    Frame& frame = frames_.back();
    frame.duplicate = false;
    for (const YamlEntry& e : frame.node->entries) {
      if (e.key != value) continue;
      frame.duplicate = true;
      diagnostics_.add(position(mark), "duplicate key " + in_quotes(value) + "; it stands already in line " +
                                           std::to_string(e.at.line));
      break;
    }
    if (!frame.duplicate && frame.node->entries.size() >= kMostKeys)
      fail(mark, "more than " + std::to_string(kMostKeys) + " keys in one map");
    frame.key = value;
    frame.key_at = position(mark);
    frame.has_key = true;
  }

  /// A text that stands in the file as it is, or in quotes on one line, lets its errors point at the letter.
  std::int32_t inset(const YAML::Mark& mark, const std::string& value) const {
    if (mark.pos < 0) return -1;
    const auto at = static_cast<std::size_t>(mark.pos);
    for (std::size_t skip = 0; skip <= 1; ++skip)
      if (at + skip <= source_.size() && source_.substr(at + skip, value.size()) == value &&
          value.find('\n') == std::string::npos)
        return static_cast<std::int32_t>(skip);
    return -1;
  }

  static constexpr std::size_t kMostKeys = 2000;
  static constexpr std::size_t kBytesOfAValue = 64;  // a longer text counts as several values

  std::string_view source_;
  std::int32_t file_;
  Documents& documents_;
  Diagnostics& diagnostics_;
  const Caps& caps_;
  std::vector<Frame> frames_;
  std::vector<const YamlNode*> anchors_;
  YAML::anchor_t pending_anchor_ = 0;
  const YamlNode* root_ = nullptr;
};

/// Control characters and broken UTF-8 are found before the parser sees them: it would guess at UTF-16, or go on.
bool well_encoded(std::string_view text, std::int32_t file, Diagnostics& diagnostics) {
  std::int32_t line = 1;
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const Position at{file, line, static_cast<std::int32_t>(i - line_start) + 1};
    if (c < 0x80) {
      if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f) {
        diagnostics.add(at, "a control character " + in_quotes(text.substr(i, 1)) + "; expected text in UTF-8");
        return false;
      }
      ++i;
      if (c == '\n') {
        ++line;
        line_start = i;
      }
      continue;
    }
    const std::size_t n = c >= 0xf0 && c <= 0xf4 ? 4 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xc2 && c < 0xe0 ? 2 : 0;
    bool good = n > 0 && i + n <= text.size();
    for (std::size_t k = 1; good && k < n; ++k) good = (static_cast<unsigned char>(text[i + k]) & 0xc0) == 0x80;
    if (good && n >= 3) {  // overlong forms, surrogates, beyond U+10FFFF
      const auto d = static_cast<unsigned char>(text[i + 1]);
      good =
          !((c == 0xe0 && d < 0xa0) || (c == 0xed && d >= 0xa0) || (c == 0xf0 && d < 0x90) || (c == 0xf4 && d >= 0x90));
    }
    if (!good) {
      diagnostics.add(at, "the byte " + in_quotes(text.substr(i, 1)) + " is not UTF-8");
      return false;
    }
    i += n;
  }
  return true;
}

}  // namespace

void read_text(std::string_view text, std::string name, int layer, Documents& documents, Diagnostics& diagnostics,
               const Caps& caps) {
  const std::int32_t file = diagnostics.add_file(std::move(name));
  const auto give_up = [&] { documents.complete = false; };
  if (text.size() > caps.file_bytes) {
    diagnostics.add({file, 0, 0}, "larger than " + std::to_string(caps.file_bytes) + " bytes");
    return give_up();
  }
  if (!well_encoded(text, file, diagnostics)) return give_up();
  Builder builder(text, file, documents, diagnostics, caps);
  try {
    TextBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    const YamlNode* root = builder.root();
    if (parser) {
      Builder second(text, file, documents, diagnostics, caps);
      if (parser.HandleNextDocument(second)) {
        diagnostics.add(second.root() ? second.root()->at : Position{file, 0, 0},
                        "a second document in one file; expected one");
        give_up();
      }
    }
    if (!root || root->shape == Shape::null) return;  // an empty file, or one of comments
    if (root->shape != Shape::map) {
      diagnostics.add(root->at, "expected a map of sections, found " + described(*root));
      return give_up();
    }
    documents.files.push_back({file, layer, root});
  } catch (const Stop&) {
    give_up();
  } catch (const YAML::Exception& e) {
    diagnostics.add(builder.position(e.mark), "not valid YAML: " + e.msg);
    give_up();
  }
}

}  // namespace smolny
