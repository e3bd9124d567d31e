import Diagnostics

/// Turns the bytes of a text table into UTF-8, whatever a spreadsheet program wrote.
///
/// UTF-8 with or without a byte order mark; UTF-16 with one; otherwise windows-1251. What is no text at all is named as
/// what it looks like.
enum TextDecoding {
  /// The text as UTF-8 without a byte order mark, or a message.
  static func utf8(_ bytes: [UInt8], file: String) -> (text: [UInt8]?, problem: Diagnostic?) {
    if bytes.isEmpty || bytes.allSatisfy({ [0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }) {
      return (nil, empty(file))
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes, file) }
    if let kind = kindOfBinary(bytes) {
      return (
        nil,
        problem(
          "binary-file", file, "это не текстовая таблица: \(kind.russian)", "this is not a text table: \(kind.english)")
      )
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if String(validating: text, as: UTF8.self) != nil { return (text, nil) }
    let isMarked = text.count < bytes.count
    if let line = isMarked ? firstBrokenLine(text) : lineOfOtherEncoding(text) {
      return (
        nil,
        Diagnostic(
          .error, "mixed-encodings",
          LocalizedText(
            ru: "файл в UTF-8, а эта строка — нет: сохраните его целиком как «CSV UTF-8»",
            en: "the file is UTF-8, and this line is not: save the whole of it as «CSV UTF-8»"),
          at: .cell(file: file, line: line, column: nil))
      )
    }
    if isNoRussian(text) {
      return (
        nil,
        problem(
          "unknown-encoding", file, "не удаётся понять кодировку: сохраните файл как «CSV UTF-8»",
          "the encoding can't be told: save the file as «CSV UTF-8»")
      )
    }
    return (windows1251(text), nil)
  }

  /// Whether a text that is no UTF-8 makes no Russian in windows-1251 either: many of its letters are Serbian, Ukrainian
  /// or none at all, as those of DOS code pages and of overlong UTF-8 are.
  private static func isNoRussian(_ bytes: [UInt8]) -> Bool {
    var (letters, strange) = (0, 0)
    for byte in bytes where byte >= 0x80 {
      switch byte {
      // ё, Ё, №, quotation marks, dashes, the ellipsis, the degree, the section, ©, ®, the no-break space, ±, the dot.
      case 0xA8, 0xB8, 0xB9, 0x84, 0x85, 0x91...0x97, 0xA0, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB1, 0xB7, 0xBB, 0xAC, 0xAD,
        0x82, 0x8B, 0x9B, 0x99, 0x88, 0x86, 0x87, 0x89, 0xA4, 0xA6, 0xB5, 0xB6:
        continue
      case 0xC0...0xFF: letters += 1
      default: strange += 1
      }
    }
    return 4 * strange > letters
  }

  private static func firstBrokenLine(_ bytes: [UInt8]) -> Int? {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
  }

  /// A table without a header.
  static func empty(_ file: String) -> Diagnostic {
    problem(
      "empty-file", file, "файл пуст: ожидается таблица с заголовками",
      "the file is empty: expected a table with headers")
  }

  /// The first line that is no UTF-8 in a text that mostly is. In windows-1251 the pairs of bytes that are Cyrillic
  /// letters in UTF-8 would be «Р» or «С» before a sign that never follows them in words.
  private static func lineOfOtherEncoding(_ bytes: [UInt8]) -> Int? {
    var (high, paired) = (0, 0)
    var isAfterLead = false
    for byte in bytes where byte >= 0x80 || isAfterLead {
      if byte >= 0x80 { high += 1 }
      if isAfterLead, (0x80..<0xC0).contains(byte) { paired += 2 }
      isAfterLead = byte == 0xD0 || byte == 0xD1
    }
    guard 2 * paired > high else { return nil }
    return firstBrokenLine(bytes)
  }

  private static func problem(_ id: DiagnosticID, _ file: String, _ ru: String, _ en: String) -> Diagnostic {
    Diagnostic(.error, id, LocalizedText(ru: ru, en: en), at: .file(file))
  }

  static func kindOfBinary(_ bytes: [UInt8]) -> LocalizedText? {
    if bytes.starts(with: [0x50, 0x4B]) {
      return LocalizedText(
        ru: "похоже на книгу Excel или архив (.xlsx, .zip); сохраните лист как «CSV UTF-8»",
        en: "it looks like an Excel workbook or archive (.xlsx, .zip); save the sheet as «CSV UTF-8»")
    }
    if isCompound(bytes) {
      return LocalizedText(
        ru: "похоже на старую книгу Excel (.xls); сохраните лист как «CSV UTF-8»",
        en: "it looks like an old Excel workbook (.xls); save the sheet as «CSV UTF-8»")
    }
    if bytes.starts(with: [0x25, 0x50, 0x44, 0x46]) { return LocalizedText(verbatim: "PDF") }
    let controls = bytes.prefix(4096).count { $0 < 0x09 || ($0 > 0x0D && $0 < 0x20 && $0 != 0x1B) }
    guard bytes.contains(0) || controls > 0 else { return nil }
    return LocalizedText(ru: "в файле есть нулевые или управляющие байты", en: "the file has NUL or control bytes")
  }

  /// Whether bytes are a compound file (MS-CFB): an old workbook, or one with a password.
  static func isCompound(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) }

  /// Whether a compound file names the stream `EncryptedPackage` (MS-OFFCRYPTO 2.3.4.4).
  static func isEncryptedPackage(_ bytes: [UInt8]) -> Bool {
    let name: [UInt8] = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    let directory = bytes.prefix(1 << 20)
    return directory.indices.dropLast(min(name.count, directory.count)).contains {
      directory[$0] == name[0] && directory[$0...].starts(with: name)
    }
  }

  private static func utf16(_ bytes: [UInt8], _ file: String) -> (text: [UInt8]?, problem: Diagnostic?) {
    let isLittle = bytes[0] == 0xFF
    var units: [UInt16] = []
    var index = 2
    while index + 1 < bytes.count {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isLittle ? second << 8 | first : first << 8 | second)
      index += 2
    }
    guard bytes.count.isMultiple(of: 2), !units.contains(0), let text = String(validating: units, as: UTF16.self) else {
      return (nil, problem("binary-file", file, "это не текст UTF-16", "this is not UTF-16 text"))
    }
    return (Array(text.utf8), nil)
  }

  /// The letters of windows-1251 from 0x80 to 0xBF; 0xC0–0xFF are А–я in a row.
  private static let upperHalf: [UInt32] = [
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A, 0x040C,
    0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0xFFFD, 0x2122, 0x0459, 0x203A,
    0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9,
    0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7,
    0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
  ]

  private static func windows1251(_ bytes: [UInt8]) -> [UInt8] {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      let code: UInt32 =
        byte < 0x80 ? UInt32(byte) : byte < 0xC0 ? upperHalf[Int(byte) - 0x80] : 0x0410 + UInt32(byte) - 0xC0
      text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    return Array(String(text).utf8)
  }
}
