import Foundation
import RouteModel

/// What texts mean, kept by their bytes: columns hold few different texts, so nearly every cell is a look-up.
///
/// Starts anew when it has met `limit` texts, so that its memory is bounded.
struct ByteMemo<Value> {
  private struct Entry {
    var offset: Int
    var count: Int
    var value: Value?
  }

  private var slots = HashSlots()
  private var entries: [Entry] = []
  private var text: [UInt8] = []
  private let limit: Int

  /// Nothing met yet.
  init(limit: Int = 1 << 14) { self.limit = limit }

  /// What the cell's text means: kept, or from `make`; nil when it means nothing (also when it is not UTF-8).
  mutating func value(_ cell: Cell, _ make: (String) -> Value?) -> Value? {
    let hash = ByteHash.hash(cell.bytes)
    if let index = position(of: cell.bytes, hash) { return entries[index].value }
    let value = cell.text.flatMap(make)
    add(hash, Entry(offset: text.count, count: cell.count, value: value), cell.bytes)
    return value
  }

  /// What those bytes mean, where they were met; nil otherwise.
  func known(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
    position(of: bytes, ByteHash.hash(bytes)).flatMap { entries[$0].value }
  }

  /// Keeps what bytes mean that were not met before.
  mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>, _ value: Value) {
    let hash = ByteHash.hash(bytes)
    guard position(of: bytes, hash) == nil else { return }
    add(hash, Entry(offset: text.count, count: bytes.count, value: value), bytes)
  }

  private func position(of bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int? {
    slots.find(hash) { holds($0, bytes) }
  }

  private func holds(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard entries[index].count == bytes.count else { return false }
    let offset = entries[index].offset
    return text.withUnsafeBufferPointer { text in
      guard let kept = text.baseAddress, let asked = bytes.baseAddress else { return bytes.isEmpty }
      return memcmp(kept + offset, asked, bytes.count) == 0
    }
  }

  private mutating func add(_ hash: UInt64, _ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>) {
    if entries.count >= limit {
      self = ByteMemo(limit: limit)
      return
    }
    slots.add(hash)
    entries.append(entry)
    text.append(contentsOf: bytes)
  }
}
