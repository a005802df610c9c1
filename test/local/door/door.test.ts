import { expect, test } from "vitest"
import { openDoor, raw } from "#test/local/door/open-door"
import { signIn } from "#test/local/identity/desk"

test("a person signs in at the door and calls the API with the ID token", async () => {
  const door = await openDoor()
  const { id_token } = await signIn(door.url, "Cora Customer")
  const answer = await fetch(`${door.url}/api/me`, { headers: { authorization: `Bearer ${id_token}` } })
  expect(answer.status).toBe(200)
  expect(door.invoked).toMatchObject([
    {
      name: "get-me",
      event: { requestContext: { authorizer: { jwt: { claims: { email: "cora.customer@example.com" } } } } },
    },
  ])
})

test.each(["/config.json", "/dev/config.json"])("%s tells the app how to sign in and where to listen", async (path) => {
  const door = await openDoor()
  const answer = await fetch(`${door.url}${path}`)
  expect(await answer.json()).toEqual({
    issuer: `${door.url}/auth`,
    clientId: "ledgerdesk-web",
    live: "/api/live",
    stage: "local",
  })
})

test("the outbox is what was mailed and announced", async () => {
  const sent = [{ id: "m-1", kind: "email", to: "cora@example.com", subject: "Re: No mail" }]
  const door = await openDoor(undefined, { outbox: { list: () => sent } })
  const answer = await fetch(`${door.url}/dev/outbox.json`)
  expect(await answer.json()).toEqual({ items: sent })
})

test.each(["evil.example", "evil.example:3000", "127.0.0.1.evil.example"])(
  "a page that rebound its name %j to this machine reads nothing",
  async (host) => {
    const door = await openDoor()
    expect((await raw(`${door.url}/dev/outbox.json`, { headers: { host } })).status).toBe(421)
  },
)

test("localhost is this machine too", async () => {
  const door = await openDoor()
  const headers = { host: `localhost:${door.port}` }
  expect((await raw(`${door.url}/api/health`, { headers })).status).toBe(200)
})

test("a taken port is one clear line", async () => {
  const { port } = await openDoor()
  await expect(openDoor(undefined, { port })).rejects.toThrow(
    `Port ${port} is taken: stop what listens there, or set PORT to a free port`,
  )
})

test("closing lets a request under way finish and refuses new ones", async () => {
  const started = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  const door = await openDoor(async () => {
    started.resolve()
    await finish.promise
    return { statusCode: 200, body: "finished" }
  })
  const under = fetch(`${door.url}/api/health`)
  await started.promise
  const closing = door.close()
  await expect(fetch(`${door.url}/api/health`)).rejects.toThrow()
  finish.resolve()
  expect(await (await under).text()).toBe("finished")
  await closing
})
