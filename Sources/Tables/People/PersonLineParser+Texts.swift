import RouteModel

/// Texts in quotation marks, with their escapes.
extension PersonLineParser {
  /// The text after an opening quotation mark.
  mutating func string() throws(Mistake) -> UnsafeBufferPointer<UInt8> {
    let start = position
    guard let end = ByteSearch.firstToEscape(bytes, from: start) else {
      position = bytes.count
      throw broken("закрывающая кавычка", "a closing quotation mark")
    }
    position = end
    switch bytes[end] {
    case UInt8(ascii: "\""):
      position += 1
      return UnsafeBufferPointer(rebasing: bytes[start..<end])
    case UInt8(ascii: "\\"): return try escaped(from: start)
    default: throw broken("экранированный управляющий символ", "an escaped control character")
    }
  }

  private mutating func escaped(from start: Int) throws(Mistake) -> UnsafeBufferPointer<UInt8> {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return rows.keep(text)
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20: throw broken("экранированный управляющий символ", "an escaped control character")
      default: text.append(byte)
      }
    }
    throw broken("закрывающая кавычка", "a closing quotation mark")
  }

  private mutating func escape() throws(Mistake) -> [UInt8] {
    guard position < bytes.count else { throw broken("символ после «\\»", "a character after «\\»") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "u"): break
    default: throw broken("известный символ после «\\»", "a known character after «\\»")
    }
    var scalar = try hexadecimal()
    if (0xD800...0xDBFF).contains(scalar) {
      guard takeRaw(UInt8(ascii: "\\")), takeRaw(UInt8(ascii: "u")) else {
        throw broken("вторая половина пары \\u", "the second half of a \\u pair")
      }
      let low = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(low) else {
        throw broken("вторая половина пары \\u", "the second half of a \\u pair")
      }
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let unicode = Unicode.Scalar(scalar) else { throw broken("символ Юникода", "a Unicode character") }
    return Array(String(Character(unicode)).utf8)
  }

  private mutating func hexadecimal() throws(Mistake) -> UInt32 {
    // A sign would be taken for a part of the number.
    guard position + 4 <= bytes.count, bytes[position] != UInt8(ascii: "+"), bytes[position] != UInt8(ascii: "-"),
      let value = UInt32(String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
    else { throw broken("четыре шестнадцатеричные цифры", "four hexadecimal digits") }
    position += 4
    return value
  }
}
