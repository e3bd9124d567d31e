import Foundation
import RouteModel

/// What texts mean, kept by their bytes: columns hold few different texts, so nearly every cell is a look-up.
///
/// Open addressing with linear probing; starts anew when it has met `limit` texts, so that its memory is bounded.
struct ByteMemo<Value> {
  private struct Entry {
    var hash: UInt64
    var offset: Int
    var count: Int
    var value: Value?
  }

  private var slots: [Int32]
  private var entries: [Entry] = []
  private var text: [UInt8] = []
  private let limit: Int

  /// Nothing met yet.
  init(limit: Int = 1 << 14) {
    self.limit = limit
    slots = Array(repeating: -1, count: 256)
  }

  /// What the cell's text means: kept, or from `make`; nil when it means nothing (also when it is not UTF-8).
  mutating func value(_ cell: Cell, _ make: (String) -> Value?) -> Value? {
    let hash = ByteHash.hash(cell.bytes)
    if let index = position(of: cell.bytes, hash) { return entries[index].value }
    let value = cell.text.flatMap(make)
    add(Entry(hash: hash, offset: text.count, count: cell.count, value: value), cell.bytes)
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
    add(Entry(hash: hash, offset: text.count, count: bytes.count, value: value), bytes)
  }

  private func position(of bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if entries[index].hash == hash, holds(index, bytes) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func holds(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard entries[index].count == bytes.count else { return false }
    let offset = entries[index].offset
    return text.withUnsafeBufferPointer { text in
      guard let kept = text.baseAddress, let asked = bytes.baseAddress else { return bytes.isEmpty }
      return memcmp(kept + offset, asked, bytes.count) == 0
    }
  }

  private mutating func add(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>) {
    if entries.count >= limit {
      self = ByteMemo(limit: limit)
      return
    }
    entries.append(entry)
    text.append(contentsOf: bytes)
    if entries.count * 2 > slots.count {
      slots = Array(repeating: -1, count: slots.count * 4)
      for index in entries.indices { place(index) }
    } else {
      place(entries.count - 1)
    }
  }

  private mutating func place(_ index: Int) {
    var slot = Int(truncatingIfNeeded: entries[index].hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(index)
  }
}
