import Diagnostics

/// What is wrong with the form of a line, in words.
extension PersonLineParser {
  func broken(_ ru: String, _ en: String) -> Mistake {
    let place = String(decoding: bytes[..<min(position, bytes.count)], as: UTF8.self).count + 1
    return Mistake(
      id: "not-json",
      message: LocalizedText(
        ru: "это не JSON: в позиции \(place) ожидается \(ru)",
        en: "this is not JSON: expected \(en) at character \(place)"))
  }

  func unknown(_ key: UnsafeBufferPointer<UInt8>, among names: [String]) -> Mistake {
    let text = String(decoding: key, as: UTF8.self)
    let near = nearest(to: text, among: names)
    let list = names.joined(separator: ", ")
    return Mistake(
      id: "unknown-key",
      message: LocalizedText(ru: "неизвестное имя «\(text)»", en: "unknown name «\(text)»"), column: text,
      notes: [LocalizedText(ru: "допустимо: \(list)", en: "allowed: \(list)")]
        + (near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? []))
  }

  func twice(_ key: UnsafeBufferPointer<UInt8>) -> Mistake {
    let text = String(decoding: key, as: UTF8.self)
    return Mistake(
      id: "duplicate-key",
      message: LocalizedText(ru: "имя «\(text)» повторяется", en: "the name «\(text)» stands twice"),
      column: text)
  }
}
