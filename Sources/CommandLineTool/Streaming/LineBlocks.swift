import Diagnostics
import RouteModel

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

  private static func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    ByteSearch.first(UInt8(ascii: "\n"), bytes, from: start) ?? bytes.count
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

  /// The bytes with those that come next behind them, up to some with a line feed; the same bytes at the end of the
  /// stream. A long line is read into twice the room each time, so that its copies take time by its length.
  private func more(after bytes: [UInt8]) throws(CommandFailure) -> [UInt8] {
    var failure: CommandFailure?
    let room = max(Self.blockSize, min(bytes.count, Self.longestLine - bytes.count))
    let longer = [UInt8](unsafeUninitializedCapacity: bytes.count + room) { buffer, count in
      count = buffer.update(fromContentsOf: bytes)
      var hasLine = false
      while !isAtEnd, !hasLine, count < buffer.count {
        let free = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...]))
        do throws(CommandFailure) {
          let found = try input.read(into: free)
          isAtEnd = found == 0
          hasLine =
            ByteSearch.first(UInt8(ascii: "\n"), UnsafeBufferPointer(rebasing: buffer[..<(count + found)]), from: count)
            != nil
          count += found
        } catch {
          failure = error
          return
        }
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
      at: .cell(file: shown, line: line, column: nil),
      notes: [
        LocalizedText(
          ru: "строки после неё не прочитаны", en: "the lines after it are not read")
      ])
  }
}
