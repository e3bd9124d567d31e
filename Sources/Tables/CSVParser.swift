import Diagnostics

/// A row of a text table with the line it starts on, from 1.
struct CSVRow: Sendable, Hashable {
  var line: Int
  var cells: [String]
}

/// Parses delimited text as RFC 4180 words it, in the dialect it is written in.
///
/// The delimiter is the one of `;`, `,` and tab that the first row has most of outside quotation marks (a line `sep=;`
/// says it outright). Quoted cells may hold delimiters, line breaks and doubled quotation marks. Rows of nothing but
/// empty cells are left out. O(length).
struct CSVParser {
  private let bytes: [UInt8]
  private let file: String
  private let trims: Bool
  private var position = 0
  private var line = 1
  private var delimiter = UInt8(ascii: ";")
  private(set) var diagnostics: [Diagnostic] = []

  /// The longest cell; more is no table but an accident or an attack.
  static let longestCell = 1 << 20

  private static let quote = UInt8(ascii: "\"")

  /// The most cells of a row, as in a sheet.
  static let widestRow = 16_384

  /// - Parameter trims: whether blanks are taken off the ends of quoted cells too.
  init(_ bytes: [UInt8], file: String, trims: Bool = true) {
    self.bytes = bytes
    self.file = file
    self.trims = trims
  }

  /// All rows, the header first.
  mutating func rows() -> [CSVRow] {
    chooseDelimiter()
    var rows: [CSVRow] = []
    while position < bytes.count {
      let start = line
      let cells = row()
      if cells.contains(where: { !$0.isEmpty }) { rows.append(CSVRow(line: start, cells: cells)) }
    }
    return rows
  }

  private mutating func chooseDelimiter() {
    if bytes.count >= 5, String(decoding: bytes[..<4], as: UTF8.self).lowercased() == "sep=" {
      delimiter = bytes[4]
      while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      position = min(position + 1, bytes.count)
      line = 2
      return
    }
    var counts: [UInt8: Int] = [:]
    var quoted = false
    for byte in bytes {
      if byte == Self.quote { quoted.toggle() }
      if quoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      counts[byte, default: 0] += 1
    }
    let choices = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
    var best = (count: 0, byte: delimiter)
    for choice in choices where counts[choice] ?? 0 > best.count { best = (counts[choice] ?? 0, choice) }
    delimiter = best.byte
  }

  private mutating func row() -> [String] {
    var cells: [String] = []
    while true {
      cells.append(cell())
      if cells.count > Self.widestRow {
        report(
          "row-too-wide", line, "в строке больше \(Self.widestRow) ячеек", "the row has over \(Self.widestRow) cells")
        position = bytes.count
        return []
      }
      guard position < bytes.count else { return cells }
      let byte = bytes[position]
      if byte == delimiter {
        position += 1
        if position == bytes.count { cells.append("") }
        continue
      }
      endLine()
      return cells
    }
  }

  /// Consumes CR, LF or CR LF.
  private mutating func endLine() {
    if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
    position += 1
    line += 1
  }

  private mutating func cell() -> String {
    var start = position
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    if start < bytes.count, bytes[start] == Self.quote {
      position = start
      return quotedCell()
    }
    start = position
    while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A, bytes[position] != 0x0D {
      position += 1
    }
    return text(bytes[start..<position])
  }

  private mutating func quotedCell() -> String {
    let startLine = line
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == Self.quote {
        guard position < bytes.count, bytes[position] == Self.quote else {
          skipAfterQuote()
          return text(content[...], quotedFrom: startLine)
        }
        position += 1
      } else if byte == 0x0A {
        line += 1
      }
      content.append(byte)
      if content.count > Self.longestCell { break }
    }
    report(
      "unclosed-quote", startLine, "кавычка открыта в этой строке и нигде не закрыта",
      "a quotation mark opens on this line and never closes")
    position = bytes.count
    return ""
  }

  /// Only spaces may stand between a closing quotation mark and the next delimiter.
  private mutating func skipAfterQuote() {
    var hasText = false
    while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A, bytes[position] != 0x0D {
      if bytes[position] != 0x20 { hasText = true }
      position += 1
    }
    guard hasText else { return }
    report(
      "text-after-quote", line, "после закрывающей кавычки ожидается разделитель «\(shownDelimiter)»",
      "expected the delimiter «\(shownDelimiter)» after a closing quotation mark")
  }

  private var shownDelimiter: String {
    delimiter == UInt8(ascii: "\t") ? "TAB" : String(decoding: [delimiter], as: UTF8.self)
  }

  private mutating func text(_ slice: ArraySlice<UInt8>, quotedFrom line: Int? = nil) -> String {
    if slice.count > Self.longestCell {
      report("cell-too-long", line ?? self.line, "ячейка длиннее мегабайта", "the cell is longer than a megabyte")
      return ""
    }
    if slice.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) {
      report(
        "control-character", line ?? self.line, "в тексте ячейки есть управляющий символ",
        "the cell's text has a control character")
    }
    let isKept = line != nil && !trims
    return FormulaGuard.removed(String(decoding: isKept ? slice : Self.trimmed(slice), as: UTF8.self))
  }

  private static func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = slice
    while let first = slice.first, first == 0x20 || first == 0x09 { slice = slice.dropFirst() }
    while let last = slice.last, last == 0x20 || last == 0x09 { slice = slice.dropLast() }
    return slice
  }

  /// The text without blanks at its ends, as tables are read.
  static func trimmed(_ text: String) -> String {
    let isBlank: (UInt8?) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard isBlank(text.utf8.first) || isBlank(text.utf8.last) else { return text }
    return String(decoding: trimmed(Array(text.utf8)[...]), as: UTF8.self)
  }

  private mutating func report(_ id: DiagnosticID, _ line: Int, _ ru: String, _ en: String) {
    diagnostics.append(
      Diagnostic(
        .error, id, LocalizedText(ru: ru, en: en), at: .cell(file: file, line: line, column: nil)))
  }
}
