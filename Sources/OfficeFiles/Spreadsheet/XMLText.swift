/// Texts as office files hold them.
enum XMLText {
  /// The text with `_x000D_` and the like as the characters they mean; ECMA-376 part 1, 22.9.2.19.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
    let units = Array(text.utf16)
    var result: [UInt16] = []
    var index = 0
    while index < units.count {
      if let code = escape(units, at: index) {
        result.append(code)
        index += 7
      } else {
        result.append(units[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF16.self)
  }

  /// The code of an escape `_xHHHH_` that begins at `index`.
  private static func escape(_ units: [UInt16], at index: Int) -> UInt16? {
    guard index + 7 <= units.count, units[index] == 0x5F, units[index + 1] == 0x78, units[index + 6] == 0x5F else {
      return nil
    }
    let digits = String(decoding: units[(index + 2)..<(index + 6)], as: UTF16.self)
    return digits.utf8.count == 4 && !digits.hasPrefix("+") && !digits.hasPrefix("-") ? UInt16(digits, radix: 16) : nil
  }

  /// The text for an element or an attribute; what XML can't hold, and what would be read as an escape, is escaped.
  static func escaped(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 && $0 != 0x5F && $0 != 0xEF
    }
    if isPlain { return text }
    let units = Array(text.utf16)
    var result = ""
    var index = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "_": result += escape(units, at: index) == nil ? "_" : "_x005F_"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
      default: result.unicodeScalars.append(scalar)
      }
      index += UTF16.width(scalar)
    }
    return result
  }
}
