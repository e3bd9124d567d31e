import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching
import TestSupport
import Testing

/// The solver against looking at every profile.
@Suite struct ConditionSolverTests {
  private let world = TinyWorld()

  @Test func decidesLikeLookingAtEveryProfile() {
    let seed: UInt64 = 71
    var random = SplitMix64(seed: seed)
    var solver = ConditionSolver(space: world.space)
    var counts = (satisfiable: 0, impossible: 0, implied: 0, always: 0)
    for round in 0..<6000 {
      let a = world.condition(3, &random)
      let b = world.condition(3, &random)
      let (left, right) = (world.solutions(a), world.solutions(b))
      let place = "seed \(seed), round \(round)"
      #expect(solver.isSatisfiable([a]) == !left.isEmpty, "\(place)")
      #expect(solver.isSatisfiable([a, b]) == !left.isDisjoint(with: right), "\(place)")
      #expect(solver.implies(a, b) == left.isSubset(of: right), "\(place)")
      #expect(solver.isAlwaysTrue(a) == (left.count == world.profiles.count), "\(place)")
      counts.satisfiable += left.isEmpty ? 0 : 1
      counts.impossible += left.isEmpty ? 1 : 0
      counts.implied += left.isSubset(of: right) ? 1 : 0
      counts.always += left.count == world.profiles.count ? 1 : 0
    }
    #expect(counts.impossible > 200 && counts.satisfiable > 2000 && counts.implied > 500 && counts.always > 50)
  }

  @Test func negationHoldsExactlyWhereTheConditionDoesNot() {
    let seed: UInt64 = 72
    var random = SplitMix64(seed: seed)
    for round in 0..<500 {
      let condition = world.condition(3, &random)
      let negation = world.space.negation(condition)
      for profile in world.profiles {
        #expect(
          Evaluator.isTrue(negation, profile) != Evaluator.isTrue(condition, profile), "seed \(seed), round \(round)")
      }
    }
  }

  /// The witness is a solution, a possible profile, and gives no fact in vain: with any fact left out or smaller the
  /// order of preference would have taken that.
  @Test func witnessesAreTheFirstSolutions() throws {
    let seed: UInt64 = 73
    var random = SplitMix64(seed: seed)
    var solver = ConditionSolver(space: world.space)
    func rank(_ profile: FactVector) -> [Int32] {
      profile.values.enumerated().map { field, value in
        let presumed = world.space.constraints.presumed[field] ?? ValueSet.missing
        return value == presumed ? -2 : value == ValueSet.missing ? -1 : value
      }
    }
    for round in 0..<1500 {
      let condition = world.condition(3, &random)
      let solutions = world.solutions(condition)
      let witness = solver.witness(of: [condition])
      #expect((witness == nil) == solutions.isEmpty, "seed \(seed), round \(round)")
      guard var found = witness?.vector(in: world.space) else { continue }
      // A field that does not matter may be left out even where everybody has it.
      if found[TinyWorld.color] == ValueSet.missing { found[TinyWorld.color] = 0 }
      let first = solutions.min { rank($0).lexicographicallyPrecedes(rank($1)) }
      #expect(first == found, "seed \(seed), round \(round)")
    }
  }

  @Test func coresAreImpossibleAndMinimal() {
    let seed: UInt64 = 74
    var random = SplitMix64(seed: seed)
    var solver = ConditionSolver(space: world.space)
    var cores = 0
    for round in 0..<3000 {
      let condition = world.condition(3, &random)
      guard world.solutions(condition).isEmpty else { continue }
      let core = solver.core(of: condition)
      #expect(world.solutions(core).isEmpty, "seed \(seed), round \(round)")
      for index in core.literals.indices {
        let weaker = core.replacingLiteral(at: index, with: .constant(true))
        #expect(!world.solutions(weaker).isEmpty, "seed \(seed), round \(round)")
      }
      cores += 1
    }
    #expect(cores > 100)
  }

  /// A computed field is decided through its definition: here `level` is 3 exactly where the flag is set.
  @Test func computedFieldsAreDecidedByTheirDefinitions() {
    let definition = ProfileSpace.Definition(condition: { values in
      let whenSet = ProfileSpace.asks(TinyWorld.flag, is: 1)
      let others = ProfileSpace.asks(TinyWorld.flag, ValueSet([0...0], containsMissing: true))
      return .any([
        .all([whenSet, .constant(values.contains(3))]), .all([others, .constant(values.contains(0))]),
      ])
    })
    let space = ProfileSpace(
      vocabulary: world.vocabulary, constraints: world.space.constraints, definitions: [TinyWorld.level: definition])
    var solver = ConditionSolver(space: space)
    let seed: UInt64 = 75
    var random = SplitMix64(seed: seed)
    let computed = world.profiles.filter { $0[TinyWorld.level] == ($0[TinyWorld.flag] == 1 ? 3 : 0) }
    for round in 0..<2000 {
      let condition = world.condition(3, &random)
      let expected = computed.contains { Evaluator.isTrue(condition, $0) }
      #expect(solver.isSatisfiable([condition]) == expected, "seed \(seed), round \(round)")
      #expect(
        solver.isAlwaysTrue(condition) == computed.allSatisfy { Evaluator.isTrue(condition, $0) },
        "seed \(seed), round \(round)")
    }
  }
}
