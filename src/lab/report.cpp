#include "lab/report.hpp"

namespace smolny {

std::expected<std::string, Fault> fill_template(std::string_view page, std::string_view json) {
  constexpr std::string_view kOpen = "<script id=\"smolny-data\" type=\"application/json\">", kClose = "</script>";
  const std::string place = std::string(kOpen) + "{}" + std::string(kClose);
  if (page.empty()) return failure("this program was built without the page of the report; run web/build.sh, then build again");
  const std::size_t at = page.find(place);
  if (at == std::string_view::npos || page.find(place, at + 1) != std::string_view::npos)
    return failure("the page of the report does not hold the place for its data exactly once; run web/build.sh, then build again");
  std::string out;
  out.reserve(page.size() + json.size() + json.size() / 64);
  out += page.substr(0, at);
  out += kOpen;
  for (char c : json) {
    if (c == '<') out += "\\u003c";
    else out += c;
  }
  out += kClose;
  out += page.substr(at + place.size());
  return out;
}

}  // namespace smolny
