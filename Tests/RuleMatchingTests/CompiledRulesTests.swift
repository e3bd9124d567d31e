import Diagnostics
import Foundation
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

/// The index against the plain evaluator. With MARSHRUT_LONG_TESTS set, millions of pairs instead of about 200,000.
@Suite struct CompiledRulesTests {
  private static let factor = ProcessInfo.processInfo.environment["MARSHRUT_LONG_TESTS"] == nil ? 1 : 50

  private func compare(_ conditions: [Condition], _ source: inout RandomRules, profiles: Int, _ what: String) {
    let index = CompiledRules(conditions)
    let workspace = index.makeWorkspace()
    let edges = source.edges(conditions)
    var rows: [Int32] = []
    var fired: [[Int]] = []
    for round in 0..<(profiles * Self.factor) {
      let facts = source.facts(edges)
      let expected = conditions.indices.filter { Evaluator.isTrue(conditions[$0], facts) }
      index.match(facts, workspace)
      #expect(workspace.matchedRules == expected, "\(what), round \(round): \(facts.values)")
      index.nearMisses(facts, workspace)
      #expect(workspace.matchedRules == expected, "\(what), near misses, round \(round): \(facts.values)")
      if round < 1000 {
        rows += facts.values
        fired.append(expected)
      }
    }
    let fieldCount = rows.count / max(1, fired.count)
    #expect(Self.matchAll(index, rows, fieldCount) == fired, "\(what): many profiles at once")
  }

  /// The rules that fire for each row of facts, matched in one call.
  private static func matchAll(_ index: CompiledRules, _ rows: [Int32], _ fieldCount: Int) -> [[Int]] {
    let count = rows.count / fieldCount
    var words = [UInt64](repeating: 0, count: count * index.ruleWords)
    rows.withUnsafeBufferPointer { rows in
      words.withUnsafeMutableBufferPointer {
        index.matchAll(rows, fieldCount: fieldCount, into: $0, index.makeWorkspace())
      }
    }
    return (0..<count).map { row in
      (0..<index.ruleCount).filter { words[row * index.ruleWords + $0 / 64] >> UInt64($0 % 64) & 1 == 1 }
    }
  }

  /// Rules of which many have several terms, so that terms stand in layers, and packed behind them.
  @Test(arguments: [30, 64, 65, 127, 128, 300, 600])
  func layers(count: Int) {
    var source = RandomRules(seed: UInt64(count) + 1000, domains: RandomRules.mixed)
    let conditions = (0..<count).map { _ in source.condition(depth: 2) }
    compare(conditions, &source, profiles: 8000 / (count + 100), "seed \(count + 1000), \(count) rules")
  }

  @Test(arguments: [1, 2, 40, 63, 64, 65, 130, 512, 513, 1100])
  func conjunctions(count: Int) {
    var source = RandomRules(seed: UInt64(count), domains: RandomRules.mixed)
    let conditions = (0..<count).map { _ in source.conjunction() }
    compare(conditions, &source, profiles: 20_000 / (count + 100), "seed \(count), \(count) conjunctions")
  }

  /// Few rules over many fields, which are looked up eight at a time.
  @Test(arguments: [1, 3, 10, 25, 40, 50, 64], [0, 2])
  func fewRulesOverManyFields(count: Int, depth: Int) {
    let seed = UInt64(count * 10 + depth)
    var source = RandomRules(seed: seed, domains: RandomRules.many, missingOneIn: 60)
    let conditions = (0..<count).map { _ in depth == 0 ? source.conjunction() : source.condition(depth: depth) }
    compare(conditions, &source, profiles: 100, "seed \(seed), \(count) rules of depth \(depth)")
  }

  @Test(arguments: 1...40)
  func anyShapes(seed: UInt64) {
    var source = RandomRules(seed: seed, domains: RandomRules.mixed)
    let count = Int.random(in: 1...70, using: &source.random)
    let conditions = (0..<count).map { _ in source.condition(depth: 3) }
    compare(conditions, &source, profiles: 40, "seed \(seed)")
  }

  @Test func formulas() {
    var source = RandomRules(seed: 77, domains: RandomRules.mixed)
    let conditions = (0..<12).map { $0 % 3 == 0 ? source.explosive() : source.condition(depth: 3) }
    #expect(CompiledRules(conditions).formulaCount >= 4)
    compare(conditions, &source, profiles: 200, "seed 77")
  }

  @Test func manyRulesOverFewFields() {
    var source = RandomRules(seed: 5, domains: [0...1, 0...10_000])
    let conditions = (0..<700).map { _ in source.conjunction() }
    compare(conditions, &source, profiles: 30, "seed 5")
  }

  @Test func nothingToMatch() {
    let empty = CompiledRules([])
    let workspace = empty.makeWorkspace()
    empty.match(FactVector(fieldCount: 3), workspace)
    #expect(workspace.matchedRules.isEmpty)
    let constants = CompiledRules([.constant(true), .constant(false), .all([]), .any([])])
    let other = constants.makeWorkspace()
    constants.nearMisses(FactVector(fieldCount: 0), other)
    #expect(other.matchedRules == [0, 2] && other.nearRules.isEmpty)
  }

  @Test func manyProfilesAtOnce() {
    for count in [30, 100] {
      var source = RandomRules(seed: 9, domains: RandomRules.mixed)
      let conditions = (0..<count).map { _ in source.condition(depth: 2) }
      let index = CompiledRules(conditions)
      let workspace = index.makeWorkspace()
      let edges = source.edges(conditions)
      let profiles = (0..<50).map { _ in source.facts(edges) }
      var matched = [UInt64](repeating: 0, count: profiles.count * index.ruleWords)
      profiles.flatMap(\.values).withUnsafeBufferPointer { facts in
        matched.withUnsafeMutableBufferPointer { index.matchAll(facts, fieldCount: 9, into: $0, workspace) }
      }
      for (row, facts) in profiles.enumerated() {
        for rule in conditions.indices {
          let bit = matched[row * index.ruleWords + rule / 64] >> UInt64(rule % 64) & 1 == 1
          #expect(bit == Evaluator.isTrue(conditions[rule], facts), "seed 9, profile \(row), rule \(rule)")
        }
      }
    }
  }
}
