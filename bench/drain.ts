/** Takes an answer to its end and throws it away: `node drain.js URL KEY`, in a process of its own. */
const [url = '', key = ''] = process.argv.slice(2)
const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
if (!answer.ok) throw new Error(await answer.text())
for await (const _ of answer.body ?? []);
