/** A JSON data block of the page. What it holds is the page's own contract with the script that asks. */
export function readData<T>(id: string): T | undefined {
  const text = document.getElementById(id)?.textContent
  return text ? (JSON.parse(text) as T) : undefined
}
