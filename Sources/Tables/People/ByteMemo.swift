import Foundation
import RouteModel

/// What texts mean, kept by their bytes: columns hold few different texts, so nearly every cell is a look-up.
///
/// Starts anew when it has met `limit` texts or some megabytes of them, so that its memory is bounded.
struct ByteMemo<Value> {
  private var slots = HashSlots()
  /// Per text where its bytes stand, and what it means.
  private var spans: ContiguousArray<Range<Int>> = []
  private var meanings: ContiguousArray<Value?> = []
  private var text: [UInt8] = []
  private let limit: Int
  private static var byteLimit: Int { 1 << 24 }

  /// Nothing met yet.
  init(limit: Int = 1 << 14) { self.limit = limit }

  /// What the cell's text means: kept, or from `make`; nil when it means nothing (also when it is not UTF-8).
  mutating func value(_ cell: Cell, _ make: (String) -> Value?) -> Value? {
    let hash = ByteHash.hash(cell.bytes)
    if let index = position(of: cell.bytes, hash) { return meanings[index] }
    let value = cell.text.flatMap(make)
    add(hash, value, cell.bytes)
    return value
  }

  /// Adds what those bytes mean to a list; false where they were not met.
  func add(meaningOf bytes: UnsafeBufferPointer<UInt8>, to list: inout [Value]) -> Bool {
    guard let index = position(of: bytes, ByteHash.hash(bytes)), let meaning = meanings[index] else { return false }
    list.append(meaning)
    return true
  }

  /// Keeps what bytes mean that were not met before.
  mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>, _ value: Value) {
    let hash = ByteHash.hash(bytes)
    guard position(of: bytes, hash) == nil else { return }
    add(hash, value, bytes)
  }

  private func position(of bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int? {
    slots.find(hash) { holds($0, bytes) }
  }

  private func holds(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard spans[index].count == bytes.count else { return false }
    let offset = spans[index].lowerBound
    return text.withUnsafeBufferPointer { text in
      guard let kept = text.baseAddress, let asked = bytes.baseAddress else { return bytes.isEmpty }
      return memcmp(kept + offset, asked, bytes.count) == 0
    }
  }

  private mutating func add(_ hash: UInt64, _ value: Value?, _ bytes: UnsafeBufferPointer<UInt8>) {
    if spans.count >= limit || text.count + bytes.count > Self.byteLimit {
      self = ByteMemo(limit: limit)
      return
    }
    slots.add(hash)
    spans.append(text.count..<(text.count + bytes.count))
    meanings.append(value)
    text.append(contentsOf: bytes)
  }
}
