import RouteModel
import TestSupport
import Testing

/// What works on eight bytes at a time, against one at a time.
@Suite struct ByteSearchTests {
  @Test func everyByteAtEveryPlace() {
    for byte in UInt8.min...UInt8.max {
      let isWanted = byte < 0x20 || byte == 0x22 || byte == 0x5C
      for length in 1...19 {
        for at in 0..<length {
          var bytes = [UInt8](repeating: 0x61, count: length)
          bytes[at] = byte
          let found = bytes.withUnsafeBufferPointer { ByteSearch.firstToEscape($0, from: 0) }
          #expect(found == (isWanted ? at : nil), "byte \(byte) at \(at) of \(length)")
        }
      }
    }
  }

  /// Neighbours that borrow from each other in the arithmetic of words.
  @Test func randomBytesFromAnyStart() {
    let seed: UInt64 = 4_102
    var random = SplitMix64(seed: seed)
    let likely: [UInt8] = [0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x1F, 0x20, 0x00, 0x80, 0xA2, 0xDC, 0xFF]
    for round in 0..<4000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        Int.random(in: 0..<3, using: &random) == 0
          ? likely.randomElement(using: &random) ?? 0 : UInt8.random(in: 0x30...0x7A, using: &random) | 0x80
      }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let expected = bytes[start...].firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
      let found = bytes.withUnsafeBufferPointer { ByteSearch.firstToEscape($0, from: start) }
      #expect(found == expected, "seed \(seed), round \(round): \(bytes) from \(start)")
    }
  }

  @Test func bytesAreTakenOutOfABuffer() {
    var buffer = ByteBuffer(capacity: 4)
    for byte in UInt8(0)..<20 { buffer.append(byte) }
    buffer.remove(3..<7)
    buffer.remove(0..<0)
    buffer.remove(14..<16)
    #expect(buffer.withBytes(Array.init) == [0, 1, 2] + Array(7..<18))
    buffer.remove(0..<buffer.count)
    #expect(buffer.count == 0)
  }
}
