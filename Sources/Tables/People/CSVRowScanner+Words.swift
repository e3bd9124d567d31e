/// Looking for bytes eight at a time, by the arithmetic of words.
extension CSVRowScanner {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var low: UInt64 { 0x7F7F_7F7F_7F7F_7F7F }

  /// The top bit of every byte of a word that equals the repeated byte. Exact for every byte.
  private static func matches(_ word: UInt64, _ repeated: UInt64) -> UInt64 {
    let difference = word ^ repeated
    return ~(((difference & low) &+ low) | difference | low)
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
    guard let base = bytes.baseAddress else { return 0 }
    return UInt64(
      littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// The first position from `start` on of any of three bytes; the end where there is none.
  static func first(
    of wanted: (UInt8, UInt8, UInt8), _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    let (a, b, c) = (ones &* UInt64(wanted.0), ones &* UInt64(wanted.1), ones &* UInt64(wanted.2))
    var index = start
    while index &+ 8 <= bytes.count {
      let word = word(bytes, index)
      let found = matches(word, a) | matches(word, b) | matches(word, c)
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count, bytes[index] != wanted.0, bytes[index] != wanted.1, bytes[index] != wanted.2 {
      index &+= 1
    }
    return index
  }

  /// The end of the row at `start`, behind its line feed, where it is one line without quotation marks and has at most
  /// `limit` delimiters; nil otherwise, and where the text ends within it.
  static func endOfPlainRow(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, delimiter: UInt8, limit: Int
  ) -> Int? {
    let (delimiters, quotes) = (ones &* UInt64(delimiter), ones &* UInt64(quote))
    let (feeds, returns) = (ones &* 0x0A, ones &* 0x0D)
    var index = start
    var count = 0
    while index &+ 8 <= bytes.count, index &- start < CSVParser.longestCell {
      let word = word(bytes, index)
      let feed = matches(word, feeds)
      // The bits of the bytes before the line feed.
      let before = feed == 0 ? UInt64.max : (feed & (0 &- feed)) &- 1
      if matches(word, quotes) & before != 0 { return nil }
      let carriage = matches(word, returns) & before
      if carriage != 0 {
        let position = index &+ carriage.trailingZeroBitCount / 8
        guard position &+ 1 < bytes.count, bytes[position &+ 1] == 0x0A else { return nil }
      }
      count &+= (matches(word, delimiters) & before).nonzeroBitCount
      if feed != 0 { return count <= limit ? index &+ feed.trailingZeroBitCount / 8 &+ 1 : nil }
      index &+= 8
    }
    return nil
  }
}
