import Foundation

/// Looking for bytes many at a time.
public enum ByteSearch {
  /// The first position from `start` on of a byte; nil where there is none.
  public static func first(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count else { return nil }
    return memchr(base + start, Int32(byte), bytes.count - start).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
  }

  /// Whether there is a control character other than a tab and the ends of lines.
  public static func hasControl(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    func isControl(_ byte: UInt8) -> Bool {
      byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
    }
    guard let base = bytes.baseAddress else { return false }
    let raw = UnsafeRawPointer(base)
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var index = 0
    while index &+ 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let delete = word ^ ones &* 0x7F
      // Words with a byte below a blank, most of which hold the end of a line, are looked at byte by byte.
      if ((word &- ones &* 0x20) & ~word | (delete &- ones) & ~delete) & tops != 0 {
        for offset in 0..<8 where isControl(base[index &+ offset]) { return true }
      }
      index &+= 8
    }
    while index < bytes.count {
      if isControl(base[index]) { return true }
      index &+= 1
    }
    return false
  }

  /// The first position from `start` on of a byte that stands in a JSON text for something else: a quotation mark,
  /// a backslash or a control character; nil where there is none. By the arithmetic of words of eight bytes.
  public static func firstToEscape(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let (raw, count) = (UnsafeRawPointer(base), bytes.count)
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var index = start
    while index &+ 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A byte less than `n` borrows into its top bit.
      let quote = word ^ ones &* 0x22
      let backslash = word ^ ones &* 0x5C
      let found = ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      if found & tops != 0 { break }
      index &+= 8
    }
    while index < count {
      let byte = base[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
      index &+= 1
    }
    return nil
  }
}
