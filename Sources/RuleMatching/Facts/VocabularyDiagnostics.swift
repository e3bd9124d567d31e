import Diagnostics

/// The wording of what can be wrong with a vocabulary file.
enum VocabularyDiagnostics {
  private static func error(
    _ id: DiagnosticID, _ path: String, ru: String, en: String, notes: [LocalizedText] = []
  ) -> Diagnostic {
    Diagnostic(.error, id, LocalizedText(ru: ru, en: en), at: .file(path), notes: notes)
  }

  static func notJSON(_ path: String, _ problem: any Error) -> Diagnostic {
    let place = (problem as? DecodingError).map(Self.place) ?? ""
    return error(
      "bad-vocabulary", path,
      ru: "словарь не читается\(place): ожидается {\"fields\": {\"поле\": {\"type\": …}}}",
      en: "the vocabulary can't be read\(place): expected {\"fields\": {\"name\": {\"type\": …}}}")
  }

  private static func place(_ problem: DecodingError) -> String {
    let path: [any CodingKey] =
      switch problem {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context.codingPath
      @unknown default: []
      }
    return path.isEmpty ? "" : " («" + path.map(\.stringValue).joined(separator: ".") + "»)"
  }

  static func noFields(_ path: String) -> Diagnostic {
    error("no-fields", path, ru: "в словаре нет полей: ожидается «fields»", en: "the vocabulary has no «fields»")
  }

  static func unknownKey(_ key: String, in field: String?, allowed: [String], _ path: String) -> Diagnostic {
    let near = nearest(to: key, among: allowed)
    let (ru, en) = field.map { (" у поля «\($0)»", " of «\($0)»") } ?? ("", "")
    let list = allowed.joined(separator: ", ")
    var notes = [LocalizedText(ru: "допустимо: \(list)", en: "allowed: \(list)")]
    if let near { notes.append(LocalizedText(ru: "возможно, «\(near)»?", en: "did you mean «\(near)»?")) }
    return error("unknown-key", path, ru: "неизвестно: «\(key)»\(ru)", en: "unknown «\(key)»\(en)", notes: notes)
  }

  static func badType(_ type: String?, of name: String, allowed: [String], _ path: String) -> Diagnostic {
    let list = allowed.joined(separator: ", ")
    var notes = [LocalizedText(ru: "допустимо: \(list)", en: "allowed: \(list)")]
    if let type, let near = nearest(to: type, among: allowed) {
      notes.append(LocalizedText(ru: "возможно, «\(near)»?", en: "did you mean «\(near)»?"))
    }
    let found = type.map { (", а найдено «\($0)»", ", found «\($0)»") } ?? ("", "")
    return error(
      "bad-type", path, ru: "у поля «\(name)» ожидается тип «type»\(found.0)",
      en: "expected a «type» for the field «\(name)»\(found.1)", notes: notes)
  }

  static func reservedName(_ name: String, _ path: String) -> Diagnostic {
    error(
      "reserved-name", path, ru: "поле не может называться «\(name)»: так называется номер строки",
      en: "a field can't be called «\(name)»: that is the key of a line's name")
  }

  static func notAWord(_ name: String, _ path: String) -> Diagnostic {
    error(
      "not-a-word", path,
      ru:
        "название поля «\(name)» — не слово языка правил: буквы, цифры, «_» и «-» внутри, первая буква, не «не» и не «всегда»",
      en:
        "the field's name «\(name)» is not a word of the rule language: letters, digits, «_», «-» inside, a letter first, not «not» or «always»"
    )
  }

  static func noValues(of name: String, _ path: String) -> Diagnostic {
    error(
      "no-values", path, ru: "у поля «\(name)» ожидается непустой список «values»",
      en: "the field «\(name)» needs a list of «values»")
  }

  static func repeatedValue(_ value: String, of name: String, _ path: String) -> Diagnostic {
    error(
      "repeated-value", path, ru: "у поля «\(name)» значение «\(value)» повторяется",
      en: "the field «\(name)» has the value «\(value)» twice")
  }

  static func badRange(of name: String, isDecimal: Bool, _ path: String) -> Diagnostic {
    let limit = isDecimal ? "21474836.46" : "2147483646"
    let (ru, en) =
      isDecimal ? ("числа не точнее сотых", "numbers with at most two decimals") : ("целые числа", "whole numbers")
    return error(
      "bad-range", path,
      ru: "у поля «\(name)» ожидаются «min» и «max», \(ru), min ≤ max, по величине не больше \(limit)",
      en: "the field «\(name)» needs «min» and «max», \(en), min ≤ max, of at most \(limit)")
  }
}
