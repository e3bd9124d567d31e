import Diagnostics
import Foundation

/// Whole lines of a stream.
struct LineBlock: Sendable {
  /// The lines with their line feeds; the last one may have none.
  var bytes: [UInt8]
  /// The number of the first line.
  var firstLine: Int

  /// Calls `body` with every line, without its line feed, and its number.
  func forEachLine(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      var number = firstLine
      while start < buffer.count {
        let end = Self.endOfLine(buffer, from: start)
        body(UnsafeBufferPointer(rebasing: buffer[start..<end]), number)
        start = end + 1
        number += 1
      }
    }
  }

  /// How many line feeds there are.
  var lineCount: Int {
    bytes.withUnsafeBufferPointer { buffer in
      var (count, start) = (0, Self.endOfLine(buffer, from: 0))
      while start < buffer.count {
        count += 1
        start = Self.endOfLine(buffer, from: start + 1)
      }
      return count
    }
  }

  /// The position of the first line feed from `start` on; the end where there is none.
  private static func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

/// Cuts a stream into blocks of whole lines as it comes. Used by one thread at a time, hence unchecked.
final class LineBlocks: @unchecked Sendable {
  private let input: StreamedInput
  private let shown: String
  private var rest: [UInt8] = []
  private var line = 1
  private var isAtEnd = false
  private static let blockSize = 1 << 15
  /// The longest line; more is no person but an accident.
  static let longestLine = 1 << 24

  /// Blocks of a stream; `shown` names it in messages.
  init(_ input: consuming StreamedInput, shown: String) {
    self.input = input
    self.shown = shown
  }

  /// The next lines; nil at the end.
  func next() throws(CommandFailure) -> LineBlock? {
    var bytes = rest
    rest = []
    while !isAtEnd {
      let searched = bytes.count
      guard searched <= Self.longestLine else { throw .input([tooLong()]) }
      bytes = try more(after: bytes)
      if let end = bytes[searched...].lastIndex(of: UInt8(ascii: "\n")) {
        rest = Array(bytes[(end + 1)...])
        bytes.removeLast(rest.count)
        return block(bytes)
      }
    }
    return bytes.isEmpty ? nil : block(bytes)
  }

  /// The bytes with those that come next behind them; the same bytes at the end of the stream.
  private func more(after bytes: [UInt8]) throws(CommandFailure) -> [UInt8] {
    var failure: CommandFailure?
    let longer = [UInt8](unsafeUninitializedCapacity: bytes.count + Self.blockSize) { buffer, count in
      count = buffer.update(fromContentsOf: bytes)
      let free = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...]))
      do throws(CommandFailure) {
        let found = try input.read(into: free)
        if found == 0 { isAtEnd = true }
        count += found
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return longer
  }

  private func block(_ bytes: [UInt8]) -> LineBlock {
    // Some programs begin a text with a byte order mark.
    let isMarked = line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let block = LineBlock(bytes: isMarked ? Array(bytes.dropFirst(3)) : bytes, firstLine: line)
    line += block.lineCount
    return block
  }

  private func tooLong() -> Diagnostic {
    Diagnostic(
      .error, "line-too-long",
      LocalizedText(ru: "строка длиннее 16 мегабайт", en: "the line is longer than 16 megabytes"),
      at: .cell(file: shown, line: line, column: nil))
  }
}
