/// Brings the facts of a table in line with new rows: what is new begins, what differs ends and begins anew.
///
/// The statements are compiled once and serve a whole import.
final class FactWriter {
  private let table: FactTable
  private let revision: Int
  private let find: Statement
  private let end: Statement
  private let begin: Statement

  init(_ table: FactTable, _ connection: Connection, revision: Int) throws(DatabaseError) {
    self.table = table
    self.revision = revision
    find = try connection.prepare(table.ofOwner)
    end = try connection.prepare(table.end)
    begin = try connection.prepare(table.begin)
  }

  /// - Parameters:
  ///   - isNew: whether the owner has no facts yet, so that none need be looked up.
  ///   - isComplete: whether facts that `rows` lacks end.
  ///   - writes: false only counts.
  func apply(
    _ rows: [FactRow], of owner: Int, isNew: Bool, isComplete: Bool, writes: Bool, _ counts: inout ImportOutcome.Counts
  ) throws(DatabaseError) {
    var known: [[SQLValue]: [SQLValue]] = [:]
    if !isNew {
      for row in try find.rows([.integer(owner), .integer(revision)]) {
        let fact = FactRow(row, in: table)
        known[fact.key] = fact.values
      }
    }
    var seen: Set<[SQLValue]> = []
    for row in rows {
      if isComplete { seen.insert(row.key) }
      if let values = known[row.key] {
        if values == row.values {
          counts.same += 1
          continue
        }
        counts.changed += 1
        if writes { try end.run([.integer(revision), .integer(owner)] + row.key) }
      } else {
        counts.added += 1
      }
      if writes { try begin.run([.integer(owner)] + row.key + row.values + [.integer(revision)]) }
    }
    guard isComplete else { return }
    for key in known.keys where !seen.contains(key) {
      counts.withdrawn += 1
      if writes { try end.run([.integer(revision), .integer(owner)] + key) }
    }
  }
}
