import Foundation

/// A message of the client as far as it is known before its parameters are read.
struct IncomingMessage: Sendable {
  /// What kind of message it is.
  enum Kind: Sendable {
    case request(RequestID)
    case notification
    /// An answer to a request of the server.
    case response
  }

  var kind: Kind
  /// Empty in a response.
  var method: String
  private var content: Data

  private struct Envelope: Decodable {
    var id: RequestID?
    var method: String?
    var hasID: Bool
    var isAnswer: Bool

    enum CodingKeys: String, CodingKey { case id, method, result, error, jsonrpc }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      hasID = container.contains(.id)
      id = try container.decodeIfPresent(RequestID.self, forKey: .id)
      method = try container.decodeIfPresent(String.self, forKey: .method)
      isAnswer = container.contains(.result) || container.contains(.error)
    }
  }

  /// Reads the envelope of a message; -32700 when it is no JSON, -32600 when it is no message.
  init(_ bytes: [UInt8]) throws(ResponseError) {
    content = Data(bytes)
    let envelope: Envelope
    do {
      envelope = try JSONDecoder().decode(Envelope.self, from: content)
    } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
      throw ResponseError(.parseError, "the message is not JSON")
    } catch {
      throw ResponseError(.invalidRequest, "the message is no JSON-RPC message")
    }
    if let method = envelope.method {
      if envelope.hasID, envelope.id == nil { throw ResponseError(.invalidRequest, "the id of the request is null") }
      self.method = method
      kind = envelope.id.map { .request($0) } ?? .notification
    } else if envelope.isAnswer {
      method = ""
      kind = .response
    } else {
      throw ResponseError(.invalidRequest, "the message has no method")
    }
  }

  private struct Body<Parameters: Decodable>: Decodable { var params: Parameters }

  /// The parameters, or -32602.
  func parameters<Parameters: Decodable>(_ type: Parameters.Type = Parameters.self) throws(ResponseError) -> Parameters
  {
    do {
      return try JSONDecoder().decode(Body<Parameters>.self, from: content).params
    } catch {
      throw ResponseError(.invalidParams, "\(method): \(Self.describe(error))")
    }
  }

  private static func describe(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      let keys = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
      return keys.isEmpty ? "params" : keys.joined(separator: ".")
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return "\(path(context)) has no «\(key.stringValue)»"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      return "\(path(context)) is of a wrong type"
    default: return "the parameters can't be read"
    }
  }
}
