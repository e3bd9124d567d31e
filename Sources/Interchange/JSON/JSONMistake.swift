import Diagnostics

/// Why a text is no JSON, and where.
struct JSONMistake: Error, Sendable, Hashable {
  /// What is wrong.
  enum Kind: Sendable, Hashable {
    /// Something else should stand here, in Russian and English.
    case expected(String, String)
    /// Characters after the end of the value.
    case afterEnd
    /// An escape that names no character.
    case badEscape
    /// A control character within a string.
    case controlCharacter
    /// A name that stands twice in one object.
    case repeatedName(String)
    /// Nested too deeply.
    case tooDeep
    /// Too many values.
    case tooMany
  }

  var kind: Kind
  var line: Int
  var column: Int
  /// What stands there; nil at the end of the text.
  var found: String?

  /// The message.
  func diagnostic(file: String) -> Diagnostic {
    let here =
      found.map { LocalizedText(ru: "«\($0)»", en: "«\($0)»") }
      ?? LocalizedText(ru: "конец файла", en: "the end of the file")
    let (id, message): (DiagnosticID, LocalizedText) =
      switch kind {
      case .expected(let ru, let en):
        (
          "bad-json",
          LocalizedText(ru: "ожидается \(ru), а найдено \(here.russian)", en: "expected \(en), found \(here.english)")
        )
      case .afterEnd:
        (
          "bad-json",
          LocalizedText(
            ru: "после конца данных ещё \(here.russian)", en: "after the end of the data stands \(here.english)")
        )
      case .badEscape:
        ("bad-json", LocalizedText(ru: "после «\\» не стоит знака", en: "no character follows «\\»"))
      case .controlCharacter:
        (
          "bad-json",
          LocalizedText(
            ru: "в строке JSON управляющий символ или перевод строки",
            en: "a JSON string has a control character or line break")
        )
      case .repeatedName(let name):
        (
          "repeated-name",
          LocalizedText(
            ru: "имя «\(name)» уже есть в этом объекте", en: "the name «\(name)» stands in this object already")
        )
      case .tooDeep:
        (
          "too-deep",
          LocalizedText(
            ru: "вложенность больше \(JSONReader.deepest) уровней", en: "nested over \(JSONReader.deepest) levels deep")
        )
      case .tooMany:
        (
          "too-many-values",
          LocalizedText(
            ru: "значений больше \(JSONReader.mostValues): файл слишком велик",
            en: "over \(JSONReader.mostValues) values: the file is too large")
        )
      }
    return Diagnostic(.error, id, message, at: .line(file: file, LineColumn(line: line, column: column)))
  }
}

/// The check that bytes are text which can be JSON.
enum JSONText {
  /// A message, or nil where the bytes are UTF-8.
  static func problem(_ bytes: [UInt8], file: String) -> Diagnostic? {
    if bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }) {
      return Diagnostic(
        .error, "empty-file", LocalizedText(ru: "файл пуст: ожидается JSON", en: "the file is empty: expected JSON"),
        at: .file(file))
    }
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    return Diagnostic(
      .error, "not-utf8",
      LocalizedText(
        ru: "файл не в кодировке UTF-8: JSON бывает только в UTF-8", en: "the file is not UTF-8, which JSON has to be"),
      at: .file(file))
  }
}
