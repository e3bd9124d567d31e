import Diagnostics
import Foundation
import OfficeFiles
import RouteModel

/// Where the rows of a table stand in its file.
struct TableIndex: Sendable {
  /// Rows of one owner that stand together.
  struct Run: Sendable {
    /// Where they start in the file, and how many bytes they are.
    var offset: Int
    var count: Int32
    /// The line of the first row.
    var line: Int32
    /// Whose they are.
    var owner: Int32
  }

  let file: Location
  let delimiter: UInt8
  /// The position among the schema's columns of each column of the file; nil for one without a header.
  let columns: [Int?]
  /// The header of each column of the schema.
  let headers: [String]
  /// The runs by owner, each owner's in the order of the file.
  let runs: [Run]

  /// The runs of an owner. O(log runs).
  func runs(of owner: Int) -> ArraySlice<Run> {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(runs[middle].owner) < owner { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < runs.count, Int(runs[end].owner) == owner { end += 1 }
    return runs[low..<end]
  }

  /// Reads the table once and asks `owner` whose each row is; of rows that begin with the same id one is enough where the
  /// first column of the schema `tells` the owner. Nil when the table is not ordinary: `Table.read` and the
  /// reader of whole data sets then say why, or read it all the same. O(bytes); memory by runs.
  init?(
    _ file: Location, _ table: PersonTable, tells: Bool = false, owner: (CSVRowScanner, [Int?]) -> Int?
  ) {
    self.file = file
    guard let window = FileWindow(file.path), var piece = window.pread(at: 0, Self.pieceSize) else { return nil }
    var base = 0
    var position = piece.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let (start, sepLine) = Self.dialect(piece, from: position)
    position = start.position
    delimiter = start.delimiter
    var scanner = CSVRowScanner(delimiter: delimiter)
    var line = sepLine ? 2 : 1
    var columns: [Int?]?
    var runs: [Run] = []
    var headers = table.columns.map(\.english)
    var isLast = piece.count < Self.pieceSize
    while true {
      guard !piece.withUnsafeBufferPointer(ByteSearch.hasControl), Self.isText(piece, isLast: isLast) else {
        return nil
      }
      var found = CSVRowScanner.Found.row
      let isOdd = piece.withUnsafeBufferPointer { bytes in
        // The id, with its delimiter, of the row before, and whose it is.
        var before: (id: Range<Int>, owner: Int32)?
        while position < bytes.count {
          let from = position
          if let same = before, Self.repeats(bytes, same.id, at: from),
            let known = columns,
            let end = CSVRowScanner.endOfPlainRow(
              bytes, from: from, delimiter: scanner.delimiter, limit: known.count - 1)
          {
            position = end
            let run = Run(offset: base + from, count: Int32(end - from), line: Int32(line), owner: same.owner)
            Self.add(run, to: &runs)
            line += 1
            continue
          }
          let known = before.flatMap { Self.repeats(bytes, $0.id, at: from) ? $0 : nil }
          before = nil
          found = scanner.next(bytes, &position, isLast: isLast, decode: nil)
          if found == .incomplete { position = from }
          guard found == .row else { return found == .odd }
          if scanner.cells.count > CSVParser.widestRow { return true }
          if !scanner.isBlank {
            if let columns {
              guard scanner.cells.dropFirst(columns.count).allSatisfy(\.isEmpty),
                let owner = known.map({ Int($0.owner) }) ?? owner(scanner, columns)
              else { return true }
              let run = Run(
                offset: base + from, count: Int32(position - from), line: Int32(line), owner: Int32(owner))
              Self.add(run, to: &runs)
              if let known {
                before = known
              } else if tells, columns.first == .some(0), let id = Self.plainID(bytes, from, scanner.delimiter) {
                before = (id, Int32(owner))
              }
            } else if let names = Self.columns(scanner.cells, table, file) {
              columns = names
              for (index, column) in names.enumerated() {
                if let column { headers[column] = scanner.cells[index].text ?? headers[column] }
              }
            } else {
              return true
            }
          }
          line += scanner.lineCount
        }
        return false
      }
      if isOdd { return nil }
      if isLast { break }
      base += position
      guard let next = window.pread(at: base, Self.pieceSize), position > 0 else { return nil }
      piece = next
      isLast = next.count < Self.pieceSize
      position = 0
    }
    guard let columns else { return nil }
    self.columns = columns
    self.headers = headers
    Self.sort(&runs)
    self.runs = runs
  }

  private static let pieceSize = 1 << 22

  /// The id at the start of a row with the delimiter behind it, where it is written without quotation marks.
  private static func plainID(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ delimiter: UInt8) -> Range<Int>? {
    let end = CSVRowScanner.first(of: (delimiter, CSVRowScanner.quote, 0x0A), bytes, from: start)
    return end > start && end < bytes.count && bytes[end] == delimiter ? start..<(end + 1) : nil
  }

  private static func repeats(_ bytes: UnsafeBufferPointer<UInt8>, _ id: Range<Int>, at start: Int) -> Bool {
    guard let base = bytes.baseAddress, start + id.count <= bytes.count else { return false }
    return memcmp(base + id.lowerBound, base + start, id.count) == 0
  }

  /// Rows of one owner that follow one another are one run. Blank rows between them do no harm.
  private static func add(_ run: Run, to runs: inout [Run]) {
    if let last = runs.last, last.owner == run.owner, last.offset + Int(last.count) == run.offset,
      Int(last.count) + Int(run.count) < Int(Int32.max)
    {
      runs[runs.count - 1].count += run.count
    } else {
      runs.append(run)
    }
  }

  private static func sort(_ runs: inout [Run]) {
    var isSorted = true
    for index in runs.indices.dropFirst() where runs[index].owner < runs[index - 1].owner {
      isSorted = false
      break
    }
    if !isSorted { runs.sort { ($0.owner, $0.offset) < ($1.owner, $1.offset) } }
  }

  /// The delimiter and where the table starts, as `CSVParser` chooses them.
  private static func dialect(_ bytes: [UInt8], from: Int) -> ((delimiter: UInt8, position: Int), isGiven: Bool) {
    if bytes.count >= from + 5, String(decoding: bytes[from..<(from + 4)], as: UTF8.self).lowercased() == "sep=" {
      let end = bytes[from...].firstIndex(of: 0x0A) ?? bytes.count - 1
      return ((bytes[from + 4], end + 1), true)
    }
    var counts = [Int](repeating: 0, count: 256)
    var isQuoted = false
    for byte in bytes[from...] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      counts[Int(byte)] += 1
    }
    var best = (count: 0, byte: UInt8(ascii: ";"))
    for byte in [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")] where counts[Int(byte)] > best.count {
      best = (counts[Int(byte)], byte)
    }
    return ((best.byte, from), false)
  }

  /// Whether a piece, which begins with a row, is UTF-8; all but the last may end within a character.
  private static func isText(_ piece: [UInt8], isLast: Bool) -> Bool {
    var check = UTF8Check()
    return check.take(piece[...]) && (check.isWhole || !isLast)
  }

  /// The schema's column of each header; nil where the header calls for a message.
  private static func columns(_ header: [Cell], _ table: PersonTable, _ file: Location) -> [Int?]? {
    var names = header.map { $0.text ?? "" }
    while names.last == "" { names.removeLast() }
    let empty = Table(file: file.shown, isSheet: false, header: names, headerLine: 1, rows: [])
    let others = table == .people ? TableSchemas.contacts : []
    guard TableReading(empty, columns: table.columns, dynamicPrefixes: others).diagnostics.isEmpty else { return nil }
    return names.map { name in table.columns.firstIndex { $0.matches(name) } }
  }
}
