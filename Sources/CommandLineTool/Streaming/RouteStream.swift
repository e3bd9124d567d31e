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
  let asOf: CalendarDate
  let pseudonymous: Bool
  let jobs: Int
  let out: String?
  /// Only people of that municipality; nil for all.
  var municipality: String?

  /// Routes of a data set in memory.
  func write(_ dossiers: [Dossier]) throws(CommandFailure) {
    let size = 64
    let starts = Mutex(stride(from: 0, to: dossiers.count, by: size).makeIterator())
    let (make, wanted) = (makeLines, municipality)
    _ = try run(
      next: { () throws(CommandFailure) -> Range<Int>? in
        starts.withLock { $0.next() }.map { $0..<min($0 + size, dossiers.count) }
      },
      makeWorker: {
        let router = Router(make(), wanted)
        return { range in
          for index in range { router.add(dossiers[index]) }
          return RoutedBlock(bytes: router.take(), diagnostics: [])
        }
      })
  }

  /// Routes of people that come as lines of JSON. Lines with mistakes are reported and left out, the others are routed;
  /// the number of mistakes.
  func write(_ lines: LineBlocks, shown: String) throws(CommandFailure) -> Int {
    let (make, wanted, catalog) = (makeLines, municipality, planner.context.catalog)
    return try run(
      next: { () throws(CommandFailure) -> LineBlock? in try lines.next() },
      makeWorker: {
        let router = Router(make(), wanted)
        let reader = PersonLineReader(catalog: catalog, file: shown)
        return { block in
          var diagnostics: [Diagnostic] = []
          block.forEachLine { bytes, line in
            let read = reader.read(bytes, line: line)
            diagnostics += read.diagnostics
            if let dossier = read.dossier { router.add(dossier) }
          }
          return RoutedBlock(bytes: router.take(), diagnostics: diagnostics)
        }
      })
  }

  private var makeLines: @Sendable () -> RouteLines {
    let (planner, asOf) = (planner, asOf)
    let view = RouteJSON(language: invocation.language, pseudonymous: pseudonymous)
    return { RouteLines(planner: planner, asOf: asOf, view: view) }
  }

  /// Runs the pipeline into standard output or a file; the number of mistakes reported on the way.
  func run<Block: Sendable>(
    next: @escaping @Sendable () throws(CommandFailure) -> Block?,
    makeWorker: @escaping @Sendable () -> (Block) -> RoutedBlock
  ) throws(CommandFailure) -> Int {
    let invocation = invocation
    let mistakes = Mutex(0)
    let file = try out.map { (path: String) throws(CommandFailure) in
      SharedOutput(try StreamedOutput(invocation.surroundings.absolute(path), shown: path))
    }
    try OrderedPipeline(jobs: jobs).run(next: next, makeWorker: makeWorker) { block throws(CommandFailure) in
      invocation.report(block.diagnostics)
      mistakes.withLock { $0 += block.diagnostics.count { $0.severity == .error } }
      if let file {
        try file.write(block.bytes)
      } else if !block.bytes.isEmpty {
        invocation.console.out(block.bytes)
      }
    }
    try file?.commit()
    return mistakes.withLock { $0 }
  }
}

/// The route lines of one thread, of the people who are wanted.
private final class Router {
  private var lines: RouteLines
  private let municipality: String?

  init(_ lines: consuming RouteLines, _ municipality: String?) {
    self.lines = lines
    self.municipality = municipality
  }

  func add(_ dossier: Dossier) {
    if municipality == nil || dossier.municipality == municipality { lines.add(dossier) }
  }

  func take() -> [UInt8] { lines.take() }
}

/// A file that the emitting thread writes; one thread at a time emits, hence unchecked.
private final class SharedOutput: @unchecked Sendable {
  private let output: StreamedOutput

  init(_ output: consuming StreamedOutput) { self.output = output }

  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    var failure: CommandFailure?
    bytes.withUnsafeBytes { buffer in
      do throws(CommandFailure) { try output.write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  func commit() throws(CommandFailure) { try output.commit() }
}
