import Foundation
import LanguageServer
import TestSupport

/// Edits an editor could make, with a client's text beside them that is changed by other means.
struct RandomEdits {
  var random: SplitMix64
  /// The client's text as UTF-16, in which positions are counted.
  private(set) var units: [UInt16]
  let usesUTF8: Bool

  private static let pieces = [
    "", "", "", "\n", "\r\n", "\r", " ", "«", "»", "№", "№1.6", "то", "правило", "пример", "дано", "=", ":", ",", "К1",
    "K1", "😀", "é", "//", "\"", "(", ")", "если стаж < 5", "не ", "один из ", "|", "дефицит К1 + 20", "\u{FEFF}", "\0",
    "шкала дефицита", "цели", "политика", "нагрузка: не более ", "0,5", "01.09.2023", "ожидается сработало «",
  ]

  init(_ text: String, seed: UInt64, usesUTF8: Bool) {
    random = SplitMix64(seed: seed)
    units = Array(text.utf16)
    self.usesUTF8 = usesUTF8
  }

  var text: String { String(decoding: units, as: UTF16.self) }

  /// The next edit as a content change; the client's text has it already.
  mutating func next() -> JSONValue {
    if Int.random(in: 0..<40, using: &random) == 0 {
      units = Array(units.prefix(Int.random(in: 0...max(1, units.count), using: &random)))
      trimHalves()
      return ["text": .text(text)]
    }
    var (start, end) = (place(), place())
    if start > end { swap(&start, &end) }
    // Mostly small edits, so that much of the file stays.
    if Int.random(in: 0..<4, using: &random) > 0 { end = boundary(min(end, start + 6)) }
    let piece = Self.pieces.randomElement(using: &random) ?? ""
    let change: JSONValue = ["range": .range(position(start), position(end)), "text": .text(piece)]
    units.replaceSubrange(start..<end, with: piece.utf16)
    return change
  }

  /// A place between characters that is not inside a line break: editors give no other.
  private mutating func place() -> Int { boundary(Int.random(in: 0...units.count, using: &random)) }

  private func boundary(_ place: Int) -> Int {
    guard place > 0, place < units.count else { return place }
    let isInPair = UTF16.isTrailSurrogate(units[place])
    let isInBreak = units[place] == 0x0A && units[place - 1] == 0x0D
    return isInPair || isInBreak ? place - 1 : place
  }

  private mutating func trimHalves() {
    if let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
  }

  /// Counted unit by unit from the start of the text.
  private func position(_ place: Int) -> JSONValue {
    var line = 0
    var lineStart = 0
    var index = 0
    while index < place {
      if units[index] == 0x0D, index + 1 < units.count, units[index + 1] == 0x0A, index + 1 < place { index += 1 }
      if units[index] == 0x0A || units[index] == 0x0D {
        line += 1
        lineStart = index + 1
      }
      index += 1
    }
    let head = String(decoding: units[lineStart..<place], as: UTF16.self)
    return .position(line, usesUTF8 ? head.utf8.count : head.utf16.count)
  }
}
