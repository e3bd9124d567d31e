import Diagnostics
import Reports
import RouteModel
import RoutePlanning
import Synchronization
import Tables

/// Makes routes of people that come one after another and writes them as lines of JSON: on several threads, in the order
/// of the people, with memory that does not grow with their number.
struct RouteStream {
  let invocation: Invocation
  let planner: RoutePlanner
  /// The same planner with rules and catalog of its own, for one more thread: threads that share objects contend for the
  /// counts of their references.
  let another: @Sendable () -> RoutePlanner
  let asOf: CalendarDate
  let pseudonymous: Bool
  let jobs: Int
  var out: String?
  /// Whether the search is told of on standard error, a line per person.
  var isVerbose = false
  /// Only people of that municipality; nil for all.
  var municipality: String?
  let boxes = ByteBoxes()

  /// Routes of a data set in memory.
  func write(_ dossiers: [Dossier]) throws(CommandFailure) {
    let make = makeRouter
    _ = try run(
      next: Self.ranges(dossiers.count),
      makeWorker: {
        let router = make()
        return { range in
          for index in range { router.add(dossiers[index]) }
          return router.block()
        }
      })
  }

  /// Routes of people that come as lines of JSON. Lines with mistakes, and people who came before, are reported and left
  /// out, the others are routed; the number of mistakes. The ids are kept, about 40 bytes a person.
  func write(_ lines: LineBlocks, shown: String) throws(CommandFailure) -> Int {
    let make = makeRouter
    let done = try run(
      next: { () throws(CommandFailure) -> LineBlock? in try lines.next() },
      makeWorker: {
        let router = make()
        let reader = PersonLineReader(catalog: router.catalog, file: shown)
        return { block in
          var diagnostics: [Diagnostic] = []
          block.forEachLine { bytes, line in
            let read = reader.read(bytes, line: line)
            diagnostics += read.diagnostics
            guard let dossier = read.dossier else { return }
            router.add(dossier, at: .cell(file: shown, line: line, column: "id"))
          }
          return router.block(diagnostics)
        }
      }, isReporting: true)
    invocation.warn(ofNobody: done.isEmpty && done.messages.errors == 0, in: municipality)
    return done.messages.errors
  }

  /// Routes of the people of a folder, who are read one by one. False, and nothing is written, where there is a mistake:
  /// who reads the folder whole finds them all.
  ///
  /// What goes into a pipe can't be taken back, so for a pipe all people are looked at before the first route. A file is
  /// not put into its place when there are mistakes, so it is written as people are read.
  func write(_ folder: PeopleFolder, catalog: Catalog, remarks: [Diagnostic]) throws(CommandFailure) -> Bool {
    var messages = remarks
    if out == nil {
      messages += try self.messages(folder, catalog)
      if messages.hasErrors { return false }
      invocation.report(messages)
    }
    let make = makeRouter
    let done = try run(
      next: Self.ranges(out == nil ? folder.count : folder.count + folder.orphanCount),
      makeWorker: {
        let router = make()
        let reader = PeopleFolderReader(folder, catalog: router.catalog)
        return { range in
          var diagnostics: [Diagnostic] = []
          for position in range {
            if position >= folder.count {
              diagnostics += reader.checkOrphan(position - folder.count)
              continue
            }
            let read = reader.read(position)
            if let dossier = read.dossier { router.add(dossier) }
            diagnostics += read.diagnostics
          }
          return router.block(diagnostics)
        }
      })
    let found = done.messages.kept
    if !found.hasErrors { invocation.warn(ofNobody: done.isEmpty, in: municipality) }
    if out == nil {
      // Only files that change meanwhile make mistakes now.
      if found.hasErrors { throw .input(found.filter { $0.severity == .error }) }
      return true
    }
    if found.hasErrors { return false }
    invocation.report(remarks + Set(found).sorted(by: Diagnostic.precedesInTables))
    return true
  }

  /// Messages about the people of a folder and the organisations nobody is in, by file and line, each once.
  private func messages(_ folder: PeopleFolder, _ catalog: Catalog) throws(CommandFailure) -> [Diagnostic] {
    let found = Mutex<Set<Diagnostic>>([])
    try OrderedPipeline<Range<Int>, [Diagnostic]>(jobs: jobs).run(
      next: Self.ranges(folder.count + folder.orphanCount),
      makeWorker: {
        let reader = PeopleFolderReader(folder, catalog: catalog)
        return { range in
          range.flatMap { position in
            position < folder.count
              ? reader.read(position).diagnostics : reader.checkOrphan(position - folder.count)
          }
        }
      },
      emit: { diagnostics throws(CommandFailure) in
        if !diagnostics.isEmpty { found.withLock { $0.formUnion(diagnostics) } }
      })
    return found.withLock { $0 }.sorted(by: Diagnostic.precedesInTables)
  }

  /// The numbers below `count`, some at a time.
  static func ranges(_ count: Int) -> @Sendable () throws(CommandFailure) -> Range<Int>? {
    let size = 16
    let next = Mutex(0)
    return { () throws(CommandFailure) -> Range<Int>? in
      next.withLock { next in
        let start = next
        next = min(count, start + size)
        return start < count ? start..<next : nil
      }
    }
  }

  private var makeRouter: @Sendable () -> Router {
    let (planner, another, asOf, wanted, boxes) = (planner, another, asOf, municipality, boxes)
    let view = RouteJSON(language: invocation.language, pseudonymous: pseudonymous)
    let language = isVerbose ? invocation.language : nil
    let isTaken = Atomic(false)
    return {
      let isFirst = !isTaken.exchange(true, ordering: .relaxed)
      let own = isFirst ? planner : another()
      return Router(RouteLines(planner: own, asOf: asOf, view: view), boxes, wanted, reportsIn: language)
    }
  }

  /// Runs the pipeline into standard output or a file: the messages on the way, which `isReporting` tells as they come, and
  /// whether nothing was written.
  func run<Block: Sendable>(
    next: @escaping @Sendable () throws(CommandFailure) -> Block?,
    makeWorker: @escaping @Sendable () -> (Block) -> RoutedBlock, isReporting: Bool = false
  ) throws(CommandFailure) -> (messages: StreamMessages, isEmpty: Bool) {
    let invocation = invocation
    let messages = StreamMessages(invocation, isTelling: isReporting)
    let seen = Mutex<Set<String>>([])
    let boxes = boxes
    let written = Atomic(0)
    let file = try out.map { (path: String) throws(CommandFailure) in
      SharedOutput(try StreamedOutput(invocation.surroundings.absolute(path), shown: path))
    }
    let emit: @Sendable (RoutedBlock) throws(CommandFailure) -> Void = { arrived throws(CommandFailure) in
      var block = arrived
      seen.withLock { block.dropRepeated(&$0) }
      if !block.report.isEmpty { invocation.console.error(block.report) }
      messages.add(block.diagnostics)
      if let file {
        try file.write(block.lines)
      } else if block.lines.bytes.count > 0 {
        invocation.console.out(block.lines.bytes.withBytes { Array($0) })
      }
      written.add(block.lines.bytes.count, ordering: .relaxed)
      boxes.giveBack(block.lines)
    }
    do throws(CommandFailure) {
      try OrderedPipeline(jobs: jobs).run(next: next, makeWorker: makeWorker, emit: emit)
    } catch {
      // What stops a stream is one more mistake in it.
      guard isReporting, case .input(let last) = error else { throw error }
      messages.add(last)
    }
    messages.finish()
    // A file is whole or not at all.
    if messages.errors == 0 { try file?.commit() }
    return (messages, written.load(ordering: .relaxed) == 0)
  }
}

/// A file that the emitting thread writes; one thread at a time emits, hence unchecked.
private final class SharedOutput: @unchecked Sendable {
  private let output: StreamedOutput

  init(_ output: consuming StreamedOutput) { self.output = output }

  func write(_ lines: ByteBox) throws(CommandFailure) {
    var failure: CommandFailure?
    lines.bytes.withBytes { buffer in
      do throws(CommandFailure) { try output.write(UnsafeRawBufferPointer(buffer)) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  func commit() throws(CommandFailure) { try output.commit() }
}
