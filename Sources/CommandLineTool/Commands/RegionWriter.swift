import Diagnostics
import Foundation
import Reports
import RouteModel
import RoutePlanning

/// Writes the routes of people who share seats, and how the seats are shared, in the form a command asks for.
///
/// Into a stream or file the allocation is the last of the objects and the first of the pages; into a folder it is a file
/// of its own, `allocation.json`.
struct RegionWriter {
  let invocation: Invocation
  let plan: RegionPlan
  let bulk: RouteStream

  private var view: RouteJSON { RouteJSON(language: invocation.language, pseudonymous: bulk.pseudonymous) }
  private var allocationView: AllocationJSON { AllocationJSON(language: invocation.language) }

  func write(_ format: String, _ allocation: RegionAllocation) throws(CommandFailure) {
    let folder = folder()
    let ending = format == "text" ? "txt" : format
    var output = Output(invocation: invocation, path: bulk.out)
    if let folder {
      try output.makeFolder(folder)
      output = Output(invocation: invocation, path: "\(folder)/\(format == "lp" ? "region" : "routes").\(ending)")
    }
    switch format {
    case "lp": try linearProgramme(output)
    case "json": try json(folder == nil ? allocation : nil, output)
    case "ndjson": try lines(folder == nil ? allocation : nil, output)
    default: try text(allocation, output)
    }
    guard let folder, format != "lp" else { return }
    try output.write(object(allocation, indented: true) + [UInt8(ascii: "\n")], to: "\(folder)/allocation.json")
  }

  /// The folder of `--out`: one that is there, or a name with a slash at its end.
  private func folder() -> String? {
    guard let out = bulk.out else { return nil }
    if out.hasSuffix("/") { return String(out.dropLast()) }
    var isFolder: ObjCBool = false
    let path = invocation.surroundings.absolute(out)
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue ? out : nil
  }

  private func object(_ allocation: RegionAllocation, indented: Bool) -> [UInt8] {
    var writer = JSONWriter(indented: indented)
    allocationView.write(allocation, to: &writer)
    return writer.bytes
  }

  /// The region's one problem, written in parts.
  private func linearProgramme(_ output: Output) throws(CommandFailure) {
    guard let path = output.path else {
      plan.linearProgramme { invocation.console.out($0) }
      return
    }
    let file = try StreamedOutput(invocation.surroundings.absolute(path), shown: path)
    var failure: CommandFailure?
    plan.linearProgramme { part in
      guard failure == nil else { return }
      do throws(CommandFailure) { try file.write(Array(part.utf8)) } catch { failure = error }
    }
    if let failure { throw failure }
    try file.commit()
  }

  private func text(_ allocation: RegionAllocation, _ output: Output) throws(CommandFailure) {
    let (plan, blank, view) = (plan, output.page(), RouteText(pseudonymous: bulk.pseudonymous))
    var first = blank
    AllocationText().write(allocation, to: &first)
    let pages = Array(plan.people.indices).parallelMap { index in
      var page = blank
      view.write(plan.route(at: index), to: &page)
      return page.text
    }
    try output.write(([first.text] + pages).joined(separator: "\n" + String(repeating: "─", count: 100) + "\n\n"))
  }

  private func json(_ allocation: RegionAllocation?, _ output: Output) throws(CommandFailure) {
    let (plan, view) = (plan, view)
    var objects = Array(plan.people.indices).parallelMap { index in
      var writer = JSONWriter(indented: true)
      view.write(plan.route(at: index), to: &writer)
      return writer.text
    }
    if let allocation { objects.append(String(decoding: object(allocation, indented: true), as: UTF8.self)) }
    try output.write(objects.isEmpty ? "[]\n" : "[\n\(objects.joined(separator: ",\n"))\n]\n")
  }

  /// A line per route, made on several threads and written in order, then the allocation's line.
  private func lines(_ allocation: RegionAllocation?, _ output: Output) throws(CommandFailure) {
    let (plan, view) = (plan, view)
    let last = allocation.map { object($0, indented: false) + [UInt8(ascii: "\n")] }
    var stream = bulk
    stream.out = output.path
    let boxes = stream.boxes
    _ = try stream.run(
      next: RouteStream.ranges(plan.people.count + (last == nil ? 0 : 1)),
      makeWorker: {
        var fragments = RouteFragments()
        return { range in
          var writer = JSONWriter()
          var end: [UInt8] = []
          for index in range {
            guard index < plan.people.count else {
              end = last ?? []
              continue
            }
            view.write(plan.route(at: index), to: &writer, reusing: &fragments)
            writer.endLine()
          }
          let box = boxes.take()
          writer.exchange(with: &box.bytes)
          end.withUnsafeBufferPointer { box.bytes.append($0) }
          return RoutedBlock(lines: box, diagnostics: [])
        }
      })
  }
}
