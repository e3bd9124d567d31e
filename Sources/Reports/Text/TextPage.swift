import Diagnostics

/// A page of plain text for the terminal: wrapped to a width, with optional ANSI styles.
///
/// Wrapping counts characters, breaks at spaces and never inside a word; styles do not count. The result is the same on
/// every machine: the width is given, not asked of a terminal.
public struct TextPage: Sendable {
  /// How a piece of text stands out.
  public enum Style: String, Sendable {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case good = "32"
    case caution = "33"
    case bad = "31"
  }

  /// The language of the page.
  public let language: Language
  /// Whether to write ANSI styles.
  public let color: Bool
  /// The width in characters.
  public let width: Int
  /// The page so far, every line ended.
  public private(set) var text = ""

  /// An empty page.
  public init(language: Language, color: Bool = false, width: Int = 100) {
    self.language = language
    self.color = color
    self.width = width
  }

  /// The wording for the page's language.
  public func say(_ russian: String, _ english: String) -> String { language == .russian ? russian : english }

  /// An empty line.
  public mutating func blank() { text += "\n" }

  /// A heading with an empty line before it, unless it is the first line.
  public mutating func heading(_ title: String) {
    if !text.isEmpty { blank() }
    line(title, .bold)
  }

  /// A line, wrapped; continuation lines are indented by `hanging` more than the first.
  public mutating func line(_ content: String, _ style: Style = .plain, indent: Int = 0, hanging: Int = 0) {
    for (number, row) in wrap(Self.clean(content), indent: indent, hanging: hanging).enumerated() {
      let margin = String(repeating: " ", count: number == 0 ? indent : indent + hanging)
      text += margin + styled(row, style) + "\n"
    }
  }

  /// The text in one line, without characters that would command a terminal or turn the direction of what follows.
  private static func clean(_ content: String) -> String {
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
    if content.unicodeScalars.allSatisfy(isPlain) { return content }
    let spaced = String(content.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return String(String.UnicodeScalarView(spaced.unicodeScalars.map { isPlain($0) ? $0 : "\u{FFFD}" }))
  }

  /// `content` with the style's escape codes, when colours are on.
  public func styled(_ content: String, _ style: Style) -> String {
    color && style != .plain ? "\u{1B}[\(style.rawValue)m\(content)\u{1B}[0m" : content
  }

  private func wrap(_ content: String, indent: Int, hanging: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    var count = 0
    for word in content.split(separator: " ", omittingEmptySubsequences: false) {
      let room = width - indent - (rows.isEmpty ? 0 : hanging)
      if count > 0, count + 1 + word.count > room {
        rows.append(row)
        row = String(word)
        count = word.count
      } else {
        row += (count > 0 || !row.isEmpty ? " " : "") + word
        count = row.count
      }
    }
    rows.append(row)
    return rows
  }
}

/// The Russian form of a noun after a number: 1 час, 2 часа, 5 часов.
public func plural(_ number: Int, _ one: String, _ few: String, _ many: String) -> String {
  let lastTwo = abs(number) % 100
  let last = lastTwo % 10
  if (11...14).contains(lastTwo) { return many }
  return last == 1 ? one : (2...4).contains(last) ? few : many
}
