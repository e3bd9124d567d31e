import Diagnostics

/// The words of the keywords, found by their bytes in any letter case without making a string. O(length).
struct WordTable: Sendable {
  enum Answer {
    case found(Int16)
    case unknown
    /// The word mixes scripts or has letters beyond ASCII and basic Cyrillic: it needs a closer look.
    case unusual
  }

  private struct Entry: Sendable {
    var start: Int32
    var length: Int32
    var number: Int16
  }

  /// Open addressing; the number of slots is a power of two, and not many of them are taken.
  private var slots = [Entry?](repeating: nil, count: 512)
  /// The words in lower case, one after another.
  private var bytes: [UInt8] = []

  /// All words, by number.
  private(set) var words: [String] = []

  /// The number of a word, which is added if it is new. Words are in lower case and without marks.
  mutating func number(adding word: String) -> Int16 {
    precondition(words.count < slots.count / 2)
    var hash = Self.seed
    for byte in word.utf8 { Self.mix(byte, into: &hash) }
    var slot = hash & (slots.count - 1)
    while let entry = slots[slot] {
      if words[Int(entry.number)].utf8.elementsEqual(word.utf8) { return entry.number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int16(words.count)
    slots[slot] = Entry(start: Int32(bytes.count), length: Int32(word.utf8.count), number: number)
    bytes += word.utf8
    words.append(word)
    return number
  }

  private static let seed = 0x1505

  private static func mix(_ byte: UInt8, into hash: inout Int) { hash = (hash &* 33) ^ Int(byte) }

  func find(_ range: SourceRange, in source: [UInt8]) -> Answer {
    var hash = Self.seed
    var hasLatin = false
    var hasCyrillic = false
    var index = range.lowerBound
    while index < range.upperBound {
      let (first, second) = Self.lowered(source, index)
      guard let first else { return .unusual }
      Self.mix(first, into: &hash)
      index += 1
      if let second {
        hasCyrillic = true
        Self.mix(second, into: &hash)
        index += 1
      } else if first >= 0x61 && first <= 0x7A {
        hasLatin = true
      }
    }
    if hasLatin && hasCyrillic { return .unusual }
    var slot = hash & (slots.count - 1)
    while let entry = slots[slot] {
      if equals(entry, range, source) { return .found(entry.number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return .unknown
  }

  private func equals(_ entry: Entry, _ range: SourceRange, _ source: [UInt8]) -> Bool {
    guard Int(entry.length) == range.upperBound - range.lowerBound else { return false }
    var index = 0
    while index < Int(entry.length) {
      let (first, second) = Self.lowered(source, range.lowerBound + index)
      guard bytes[Int(entry.start) + index] == first else { return false }
      index += 1
      if let second {
        guard bytes[Int(entry.start) + index] == second else { return false }
        index += 1
      }
    }
    return true
  }

  /// The lower-case form of the letter at `index`: one byte or two, none when it is not a basic letter. Lower-case forms
  /// are as long as capitals.
  private static func lowered(_ source: [UInt8], _ index: Int) -> (UInt8?, UInt8?) {
    let byte = source[index]
    switch byte {
    case 0x41...0x5A: return (byte + 0x20, nil)
    case 0..<0x80: return (byte, nil)
    case 0xD0, 0xD1:
      guard index + 1 < source.count else { return (nil, nil) }
      let next = source[index + 1]
      switch (byte, next) {
      case (0xD0, 0x80...0x8F): return (0xD1, next + 0x10)
      case (0xD0, 0x90...0x9F): return (0xD0, next + 0x20)
      case (0xD0, 0xA0...0xAF): return (0xD1, next - 0x20)
      case (0xD1, 0xA0...): return (nil, nil)
      default: return (byte, next)
      }
    default: return (nil, nil)
    }
  }
}
