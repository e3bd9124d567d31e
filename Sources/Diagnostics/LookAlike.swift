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
  public static func fold(_ text: String) -> String {
    var result = ""
    var pendingSpace = false
    for character in text.uppercased() {
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
