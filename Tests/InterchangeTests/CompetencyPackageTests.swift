import Diagnostics
import Foundation
import RouteModel
import TestSupport
import Testing

@testable import Interchange

/// CASE packages in and out.
@Suite struct CompetencyPackageTests {
  private func read(_ text: String, keeping catalog: Catalog? = nil) -> ImportedFramework {
    CompetencyPackageReader.read(Array(text.utf8), file: "case.json", keeping: catalog)
  }

  @Test func anOddPackage() throws {
    let read = CompetencyPackageReader.read(try Samples.fixture("case.json"), file: "case.json", keeping: nil)
    #expect(read.report.counts == ["items 8 4 4", "associations 8 3 5"] && read.report.addsUp)
    #expect(
      read.report.lines(.dropped) == [
        "CFItems[3].fullStatement no-statement", "CFItems[4] no-identifier",
        "CFItems[5].identifier duplicate-identifier", "CFItems[7] malformed", "CFAssociations[3] circular-parents",
        "CFAssociations[4] other-association", "CFAssociations[5] unknown-association",
        "CFAssociations[6] unknown-node", "CFAssociations[7] malformed",
      ])
    #expect(
      read.report.lines(.changed) == ["CFItems[2] made-code", "CFItems[6].humanCodingScheme repeated-code"])
    #expect(
      read.report.lines(.notHeld) == ["CFItems[1].abbreviatedStatement other-field"])
    #expect(read.report.lines(.remark) == ["CFItems[6] no-group"])
    #expect(
      read.table?.rows.map { Array($0.prefix(4)) } == [
        ["M", "группа", "Managing education", ""], ["3e84e736", "компетенция", "Managing a team", "M"],
        ["M.1", "компетенция", "Managing quality", "M"], ["m.1-5a6f1f0a", "компетенция", "Same code", ""],
      ])
  }

  @Test func thereAndBack() throws {
    let date = SampleRegion.date("2023-09-01")
    let made = CompetencyPackageWriter().write(Samples.catalog, on: date, source: "Catalog")
    #expect(made.report.counts == ["competencies 5 5 0"])
    // The source is held, in the notes.
    #expect(Set(made.report.losses.map(\.reason)) == [.targets, .status, .organisations])
    let back = CompetencyPackageReader.read(made.bytes, file: "case.json", keeping: nil)
    #expect(back.report.counts == ["items 5 5 0", "associations 6 6 0"] && back.report.losses.isEmpty)
    let expected =
      Samples.catalog.groups.map { [$0.code, "группа", $0.title, "", "", $0.source] }
      + Samples.catalog.competencies.map {
        [$0.code.text, "компетенция", $0.title, $0.groups.joined(separator: ", "), "", $0.source]
      }
    #expect(back.table?.rows.map { Array($0.prefix(6)) } == expected)
    #expect(CompetencyPackageWriter().write(Samples.catalog, on: date, source: "Catalog").bytes == made.bytes)
  }

  /// The written package, read by another reader: every reference leads somewhere, and what CASE requires is there.
  @Test func referencesHold() throws {
    let made = CompetencyPackageWriter().write(Samples.catalog, on: SampleRegion.date("2023-09-01"), source: "Catalog")
    struct Reference: Decodable { var identifier, uri, title: String }
    struct Document: Decodable { var identifier, uri, creator, title, lastChangeDateTime: String }
    struct Item: Decodable { var identifier, uri, fullStatement, humanCodingScheme, lastChangeDateTime: String }
    struct Association: Decodable {
      var identifier, uri, associationType, lastChangeDateTime: String
      var originNodeURI, destinationNodeURI: Reference
    }
    struct Package: Decodable {
      var document: Document
      var items: [Item]
      var associations: [Association]

      enum CodingKeys: String, CodingKey {
        case document = "CFDocument"
        case items = "CFItems"
        case associations = "CFAssociations"
      }
    }
    let package = try JSONDecoder().decode(Package.self, from: Data(made.bytes))
    let nodes = Set(package.items.map(\.identifier) + [package.document.identifier])
    #expect(nodes.count == 6)
    for association in package.associations {
      #expect(nodes.contains(association.originNodeURI.identifier))
      #expect(nodes.contains(association.destinationNodeURI.identifier))
    }
    let pattern = /[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
    let identifiers = nodes.union(package.associations.map(\.identifier))
    #expect(identifiers.count == 12 && identifiers.allSatisfy { $0.wholeMatch(of: pattern) != nil })
    #expect(package.document.lastChangeDateTime == "2023-09-01T00:00:00Z")
  }

  @Test(arguments: [
    ("[]", "no-package"), ("{\"CFItems\": []}", "no-document"), ("{\"CFDocument\": {}}", "no-items"),
    ("{\"CFDocument\": {}, \"CFItems\": [], \"CFAssociations\": {}}", "no-associations"),
    ("{\"CFDocuments\": [{}, {}]}", "several-documents"),
    ("{\"CFDocument\": [{}, {}], \"CFItems\": []}", "several-documents"), ("  ", "empty-file"),
    ("{\"CFDocument\": {}, \"CFDocument\": {}}", "repeated-name"), ("{\"CFDocument\": {}", "bad-json"),
    ("{} {}", "bad-json"), ("{\"a\": \"\u{0}\"}", "bad-json"), ("{\"a\": \"\\x\"}", "bad-json"),
    (String(repeating: "[", count: 100_000), "too-deep"),
  ])
  func useless(_ text: String, _ id: String) {
    let read = read(text)
    #expect(read.table == nil && read.diagnostics.map(\.id.rawValue) == [id])
  }

  @Test func otherEncodingsAndSizes() {
    // «К» in windows-1251.
    let bytes = Array("{\"a\": \"".utf8) + [0xCA] + Array("\"}".utf8)
    let read = CompetencyPackageReader.read(bytes, file: "case.json", keeping: nil)
    #expect(read.diagnostics.map(\.id) == ["not-utf8"])
    let large = [UInt8](repeating: 0x20, count: CompetencyPackageReader.largest + 1)
    #expect(CompetencyPackageReader.read(large, file: "x", keeping: nil).diagnostics.map(\.id) == ["file-too-large"])
    // Over four million values.
    let many = Array(("[" + String(repeating: "0,", count: JSONReader.mostValues) + "0]").utf8)
    #expect(CompetencyPackageReader.read(many, file: "x", keeping: nil).diagnostics.map(\.id) == ["too-many-values"])
  }

  @Test func placesInBrokenText() {
    let read = read("{\n  \"CFItems\": [\n    {\"identifier\": }\n  ]\n}")
    #expect(read.diagnostics.map(\.place) == [.line(file: "case.json", LineColumn(line: 3, column: 20))])
    #expect(read.diagnostics[0].message.russian == "ожидается значение, а найдено «}»")
  }

  /// Packages with random parents: what is left has no circle, and everything adds up.
  @Test(arguments: 1...40) func randomParents(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 1...8, using: &random)
    let items = (0..<count).map {
      "{\"identifier\":\"i\($0)\",\"fullStatement\":\"S\",\"humanCodingScheme\":\"К\($0)\"}"
    }
    let edges = (0..<Int.random(in: 0...14, using: &random)).map { _ in
      (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
    }
    let associations = edges.map {
      "{\"associationType\":\"isChildOf\",\"originNodeURI\":{\"identifier\":\"i\($0)\"},\"destinationNodeURI\":{\"identifier\":\"i\($1)\"}}"
    }
    let read = read(
      "{\"CFDocument\":{},\"CFItems\":[\(items.joined(separator: ","))],\"CFAssociations\":[\(associations.joined(separator: ","))]}"
    )
    #expect(read.report.addsUp && read.report.total(.associations).read == edges.count, "seed \(seed)")
    let circular = Set(
      read.report.losses.filter { $0.reason == .circularParents }.map {
        if case .path(let path) = $0.place { path } else { "" }
      })
    var left = edges.enumerated().filter { !circular.contains("CFAssociations[\($0.offset)]") }.map(\.element)
    // Kahn's algorithm empties a graph exactly when it has no circle.
    var isShrinking = true
    while isShrinking {
      let before = left.count
      let children = Set(left.map { $0.0 })
      left = left.filter { children.contains($0.1) }
      isShrinking = left.count < before
    }
    #expect(left.isEmpty, "seed \(seed)")
    // Each one that is dropped would close a circle with those before it in the walk: alone, a graph without circles
    // loses nothing.
    let forward = edges.filter { $0.0 < $0.1 }
    if forward.count == edges.count { #expect(circular.isEmpty, "seed \(seed)") }
  }
}
