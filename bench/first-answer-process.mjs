// Loads a bundle as Lambda does, has it answer one event, and says how long that took since the process began, in ms.
// Plain JavaScript, because stripping types would be measured too.
const [bundle, event] = process.argv.slice(2)
const { handler } = await import(bundle)

const answer = async () => {
  try {
    return JSON.stringify(await handler(JSON.parse(event), { getRemainingTimeInMillis: () => 30_000 }))
  } catch (error) {
    return `${error.name}: ${error.message}`
  }
}

const answered = await answer()
const milliseconds = performance.now()
process.send({ milliseconds, answered }, () => process.exit())
