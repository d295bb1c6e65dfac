import { jsonOf, targetOf, type Call } from './call.ts'

/** A text block (JLS §3.10.6) whose lines are indented. */
function textBlock(text: string, indent: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"""', String.raw`\"""`)
  return `"""\n${escaped.replaceAll(/^/gm, indent)}\n${indent}"""`
}

/** The methods of a request that have a method of their own in the builder. */
const named: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE']

function builderCall(method: string, hasBody: boolean): string {
  const publisher = hasBody ? 'HttpRequest.BodyPublishers.ofString(body)' : 'HttpRequest.BodyPublishers.noBody()'
  if (!named.includes(method)) return `.method("${method}", ${publisher})`
  return method === 'GET' || method === 'DELETE' ? `.${method}()` : `.${method}(${publisher})`
}

/** A class that calls the operation by `java.net.http`. It needs Java 15 or later, for text blocks. */
export function javaSample(call: Call): string {
  const json = jsonOf(call)
  const name = `${call.id.charAt(0).toUpperCase()}${call.id.slice(1)}`
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class ${name} {
    public static void main(String[] args) throws Exception {
        String baseUrl = System.getenv().getOrDefault("API", "${call.baseUrl}");
${json === undefined ? '' : `        String body = ${textBlock(json, ' '.repeat(12))};\n`}        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create(baseUrl + "${targetOf(call)}"))
            .header("Authorization", "Bearer " + System.getenv("API_KEY"))
${json === undefined ? '' : '            .header("Content-Type", "application/json")\n'}            ${builderCall(call.method, json !== undefined)}
            .build();
        HttpResponse<String> response = HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(response.statusCode() + ": " + response.body());
        }
        System.out.println(response.body());
    }
}
`
}
