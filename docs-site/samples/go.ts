import { jsonOf, targetOf, type Call } from './call.ts'

/** A literal of the text; every escape of JSON that `JSON.stringify` writes is one of Go, too. */
const quoted = (text: string): string => (text.includes('`') ? JSON.stringify(text) : `\`${text}\``)

/** A program that calls the operation by `net/http`, in the format of gofmt. It needs Go 1.22 or later. */
export function goSample(call: Call): string {
  const json = jsonOf(call)
  const packages = ['cmp', 'fmt', 'io', 'log', 'net/http', 'os', ...(json === undefined ? [] : ['strings'])]
  const method = `http.Method${call.method.charAt(0)}${call.method.slice(1).toLowerCase()}`
  return `package main

import (
${packages.map((name) => `\t"${name}"\n`).join('')})

func main() {
	baseURL := cmp.Or(os.Getenv("API"), "${call.baseUrl}")
${json === undefined ? '' : `\tbody := strings.NewReader(${quoted(json)})\n`}	request, err := http.NewRequest(${method}, baseURL+"${targetOf(call)}", ${json === undefined ? 'nil' : 'body'})
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("API_KEY"))
${json === undefined ? '' : '\trequest.Header.Set("Content-Type", "application/json")\n'}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	if response.StatusCode >= 400 {
		log.Fatalf("%s: %s", response.Status, answer)
	}
	fmt.Println(string(answer))
}
`
}
