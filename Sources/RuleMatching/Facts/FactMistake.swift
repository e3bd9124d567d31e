import Diagnostics

/// What is wrong with a fact line, and where: made without wording, so that reading stays fast until something is wrong.
public struct FactMistake: Error, Sendable, Hashable {
  /// The kinds.
  public enum Kind: Sendable, Hashable {
    /// Not JSON: something else is expected here.
    case expected(Piece)
    /// The line is no object.
    case notAnObject
    /// A key that stands in the line twice.
    case repeatedKey
    /// The `id` is neither text nor number.
    case badID
    /// A value of another type than the field's.
    case wrongType
    /// A number that should be whole is not.
    case notWhole
    /// A number or date outside the field's domain.
    case outOfDomain
    /// A name that the field does not have.
    case unknownValue
    /// A text that is no date.
    case badDate
    /// Brackets nested too deep.
    case tooDeep
    /// Bytes that are not UTF-8.
    case notUTF8
  }

  /// A piece of JSON.
  public enum Piece: Sendable, Hashable {
    case key, colon, commaOrBrace, commaOrBracket, value, stringEnd, escape, digit, lineEnd
  }

  /// What is wrong.
  public var kind: Kind
  /// The offset in the line, in bytes.
  public var offset: Int
  /// The field, by position in the decoder's fields; nil where it is not about one.
  public var field: Int?
  /// What stands there.
  public var found: String
}

extension FactMistake {
  /// The message, for a line of a file.
  func diagnostic(_ fields: [FactField], file: String, line: Int, column: Int) -> Diagnostic {
    let (id, text) = wording(field.map { fields[$0] })
    return Diagnostic(
      .error, id, text, at: .line(file: file, LineColumn(line: line, column: column)),
      notes: suggestion(field.map { fields[$0] }))
  }

  private func wording(_ field: FactField?) -> (DiagnosticID, LocalizedText) {
    let name = field?.name ?? ""
    switch kind {
    case .expected(let piece):
      let what = piece.wording
      return (
        "bad-json",
        LocalizedText(
          ru: "ожидается \(what.russian)\(foundText.russian)", en: "expected \(what.english)\(foundText.english)")
      )
    case .notAnObject:
      return ("bad-json", LocalizedText(ru: "строка — не объект {…}", en: "the line is not an object {…}"))
    case .repeatedKey:
      return (
        "repeated-key", LocalizedText(ru: "ключ «\(found)» повторяется", en: "the key «\(found)» stands here twice")
      )
    case .badID:
      return (
        "bad-id",
        LocalizedText(
          ru: "«id» — строка или число, а найдено «\(found)»", en: "«id» is a text or number, found «\(found)»")
      )
    case .wrongType:
      let type = Self.typeText(field)
      return (
        "wrong-type",
        LocalizedText(
          ru: "у поля «\(name)» ожидается \(type.russian), а найдено «\(found)»",
          en: "«\(name)» takes \(type.english), found «\(found)»")
      )
    case .notWhole:
      return (
        "not-whole",
        LocalizedText(
          ru: "у поля «\(name)» ожидается целое число, а найдено «\(found)»",
          en: "«\(name)» takes a whole number, found «\(found)»")
      )
    case .outOfDomain:
      let range = Self.rangeText(field)
      return (
        "out-of-range",
        LocalizedText(
          ru: "у поля «\(name)» ожидается значение от \(range.low) до \(range.high), а найдено «\(found)»",
          en: "«\(name)» takes a value from \(range.low) to \(range.high), found «\(found)»")
      )
    case .unknownValue:
      return (
        "unknown-value",
        LocalizedText(ru: "у поля «\(name)» нет значения «\(found)»", en: "«\(name)» has no value «\(found)»")
      )
    case .badDate:
      return (
        "bad-date",
        LocalizedText(
          ru: "у поля «\(name)» ожидается дата вида 2023-09-01, а найдено «\(found)»",
          en: "«\(name)» takes a date like 2023-09-01, found «\(found)»")
      )
    case .tooDeep:
      return ("bad-json", LocalizedText(ru: "скобки вложены слишком глубоко", en: "brackets are nested too deep"))
    case .notUTF8: return ("not-utf8", LocalizedText(ru: "текст не в кодировке UTF-8", en: "the text is not UTF-8"))
    }
  }

  private var foundText: (russian: String, english: String) {
    found.isEmpty ? (", а строка кончилась", ", but the line ends") : (", а найдено «\(found)»", ", found «\(found)»")
  }

  private func suggestion(_ field: FactField?) -> [LocalizedText] {
    guard kind == .unknownValue, let field else { return [] }
    let allowed: [String]
    switch field.kind {
    case .enumeration(let values), .set(let values): allowed = values
    default: return []
    }
    let list = allowed.prefix(14).joined(separator: ", ") + (allowed.count > 14 ? ", …" : "")
    var notes = [LocalizedText(ru: "допустимо: \(list)", en: "allowed: \(list)")]
    if let near = nearest(to: found, among: allowed) {
      notes.append(LocalizedText(ru: "возможно, «\(near)»?", en: "did you mean «\(near)»?"))
    }
    return notes
  }

  private static func typeText(_ field: FactField?) -> LocalizedText {
    switch field?.kind {
    case .enumeration: LocalizedText(ru: "строка", en: "a text")
    case .boolean: LocalizedText(ru: "true или false", en: "true or false")
    case .integer: LocalizedText(ru: "целое число", en: "a whole number")
    case .decimal: LocalizedText(ru: "число", en: "a number")
    case .set: LocalizedText(ru: "список строк", en: "a list of texts")
    case .date:
      LocalizedText(ru: "дата строкой, например \"2023-09-01\"", en: "a date as text, for example \"2023-09-01\"")
    case nil: LocalizedText(ru: "другое", en: "something else")
    }
  }

  private static func rangeText(_ field: FactField?) -> (low: String, high: String) {
    switch field?.kind {
    case .integer(let range): (String(range.lowerBound), String(range.upperBound))
    case .decimal(let range): (decimal(range.lowerBound), decimal(range.upperBound))
    case .date: ("1900-01-01", "2999-12-31")
    default: ("…", "…")
    }
  }

  /// Hundredths as JSON writes numbers.
  private static func decimal(_ code: Int32) -> String {
    let (whole, rest) = code.magnitude.quotientAndRemainder(dividingBy: 100)
    let fraction = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return (code < 0 ? "-" : "") + String(whole) + fraction
  }
}

extension FactMistake.Piece {
  fileprivate var wording: LocalizedText {
    switch self {
    case .key: LocalizedText(ru: "ключ в кавычках", en: "a key in quotation marks")
    case .colon: LocalizedText(ru: "«:»", en: "«:»")
    case .commaOrBrace: LocalizedText(ru: "«,» или «}»", en: "«,» or «}»")
    case .commaOrBracket: LocalizedText(ru: "«,» или «]»", en: "«,» or «]»")
    case .value: LocalizedText(ru: "значение", en: "a value")
    case .stringEnd: LocalizedText(ru: "закрывающая кавычка", en: "a closing quotation mark")
    case .escape: LocalizedText(ru: "символ после «\\»", en: "an escape after «\\»")
    case .digit: LocalizedText(ru: "цифра", en: "a digit")
    case .lineEnd: LocalizedText(ru: "конец строки", en: "the end of the line")
    }
  }
}
