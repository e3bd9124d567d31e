import Foundation

/// Letters that look the same in Cyrillic and Latin script.
///
/// Codes typed by hand mix the two (`К1` and `K1`); the product treats such spellings as one and says so.
public enum LookAlike {
  /// Cyrillic capital → Latin capital of the same shape.
  private static let pairs: [(cyrillic: Character, latin: Character)] = [
    ("А", "A"), ("В", "B"), ("Е", "E"), ("К", "K"), ("М", "M"), ("Н", "H"), ("О", "O"), ("Р", "P"), ("С", "C"),
    ("Т", "T"), ("У", "Y"), ("Х", "X"), ("а", "a"), ("е", "e"), ("о", "o"), ("р", "p"), ("с", "c"), ("у", "y"),
    ("х", "x"), ("І", "I"), ("і", "i"), ("Ѕ", "S"), ("ѕ", "s"), ("Ј", "J"), ("ј", "j"),
  ]
  private static let toCyrillic = Dictionary(uniqueKeysWithValues: pairs.map { ($0.latin, $0.cyrillic) })
  private static let toLatin = Dictionary(uniqueKeysWithValues: pairs.map { ($0.cyrillic, $0.latin) })

  /// The text with every Latin look-alike written in Cyrillic.
  public static func cyrillic(_ text: String) -> String { String(text.map { toCyrillic[$0] ?? $0 }) }

  /// The text with every Cyrillic look-alike written in Latin.
  public static func latin(_ text: String) -> String { String(text.map { toLatin[$0] ?? $0 }) }

  /// A key under which spellings that a reader can't tell apart are equal: letter case, look-alikes and `ё` ignored,
  /// white space trimmed and runs of it taken as one space. For comparing only, never for showing.
  ///
  /// O(length); invisible characters are dropped; texts of ASCII and basic Cyrillic, which is nearly all of them, are folded byte by byte.
  public static func fold(_ text: String) -> String {
    text.utf8.withContiguousStorageIfAvailable(foldBasic).flatMap { $0 } ?? foldAny(text)
  }

  /// The key of a text of ASCII and U+0400–U+045F; nil when it has other characters.
  private static func foldBasic(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var isBasic = true
    let result = String(unsafeUninitializedCapacity: bytes.count * 2) { memory in
      var length = 0
      var pendingSpace = false
      var index = 0
      func append(_ scalar: UInt16) {
        if scalar < 0x80 {
          memory[length] = UInt8(truncatingIfNeeded: scalar)
          length += 1
        } else {
          memory[length] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
          memory[length + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
          length += 2
        }
      }
      while index < bytes.count {
        let byte = bytes[index]
        var scalar = UInt16(byte)
        index += 1
        if byte == 0x20 || (0x09...0x0D).contains(byte) {
          pendingSpace = length > 0
          continue
        }
        if byte >= 0x80 {
          scalar = index < bytes.count ? (scalar & 0x1F) << 6 | UInt16(bytes[index] & 0x3F) : 0
          index += 1
          guard byte == 0xD0 || byte == 0xD1, scalar <= 0x045F else {
            isBasic = false
            return 0
          }
        }
        if pendingSpace {
          append(0x20)
          pendingSpace = false
        }
        append(foldedScalar(scalar))
      }
      return length
    }
    return isBasic ? result : nil
  }

  private static func foldedScalar(_ scalar: UInt16) -> UInt16 {
    switch scalar {
    case 0x61...0x7A: basicCyrillic[Int(scalar - 0x20)]
    case 0..<0x80: basicCyrillic[Int(scalar)]
    case 0x0430...0x044F: scalar - 0x20
    case 0x0401, 0x0451: 0x0415
    case 0x0450...0x045F: scalar - 0x50
    default: scalar
    }
  }

  /// ASCII, with capital look-alikes as Cyrillic.
  private static let basicCyrillic: [UInt16] = (UInt8(0)..<0x80).map { byte in
    // Lower-case entries are not asked for: letters are capitals by then.
    let character = Character(Unicode.Scalar(byte))
    return UInt16((toCyrillic[character] ?? character).unicodeScalars.first?.value ?? 0)
  }

  private static func foldAny(_ text: String) -> String {
    var result = ""
    var pendingSpace = false
    let visible = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) }))
      .precomposedStringWithCanonicalMapping
    for character in visible.uppercased() {
      if character.isWhitespace || character == "\u{FEFF}" {
        pendingSpace = !result.isEmpty
        continue
      }
      if pendingSpace {
        result.append(" ")
        pendingSpace = false
      }
      result.append(character == "Ё" ? "Е" : toCyrillic[character] ?? character)
    }
    return result
  }

  /// Soft hyphens, zero-width spaces and marks of direction, which come along with pasted text.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether the text has letters of both scripts.
  public static func mixesScripts(_ text: String) -> Bool {
    var cyrillic = false
    var latin = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0400...0x04FF: cyrillic = true
      case 0x41...0x5A, 0x61...0x7A: latin = true
      default: break
      }
    }
    return cyrillic && latin
  }
}
