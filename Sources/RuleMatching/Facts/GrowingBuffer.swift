import Foundation

/// Bytes that are appended at the end and removed at the front, with readable slack behind them.
struct GrowingBuffer: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1 << 16
    memory = .allocate(capacity: capacity)
    memory.initialize(repeating: 0, count: capacity)
  }

  deinit { memory.deallocate() }

  /// The first byte; valid until the next change.
  var start: UnsafePointer<UInt8> { UnsafePointer(memory) }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    reserve(count + bytes.count)
    UnsafeMutableRawPointer(memory + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  mutating func removeFirst(_ length: Int) {
    guard length > 0 else { return }
    UnsafeMutableRawPointer(memory).copyMemory(from: memory + length, byteCount: count - length)
    count -= length
  }

  private mutating func reserve(_ length: Int) {
    guard length + FactLineDecoder.slack > capacity else { return }
    let larger = max(capacity * 2, length + FactLineDecoder.slack)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    grown.initialize(repeating: 0, count: larger)
    UnsafeMutableRawPointer(grown).copyMemory(from: memory, byteCount: count)
    memory.deallocate()
    memory = grown
    capacity = larger
  }
}

/// Finds ends of lines.
enum LineFeed {
  /// The offset of the first line feed, or nil.
  static func offset(in bytes: UnsafePointer<UInt8>, count: Int) -> Int? {
    guard count > 0, let found = memchr(bytes, 0x0A, count) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }
}
