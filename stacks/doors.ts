/// <reference path="../.sst/platform/config.d.ts" />
import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import { httpApi, httpRoutes } from "#stacks/api"
import { type Users, users } from "#stacks/auth"
import { liveAt } from "#stacks/described"
import type { Lambdas } from "#stacks/functions"
import { type Live, live, liveRoutes } from "#stacks/live"
import type { Stage } from "#stacks/stage"
import { publish, type Site, site } from "#stacks/web"
import type { WebBuild } from "#stacks/web-build"

export type Doors = {
  people: Users
  http: aws.apigatewayv2.Api
  channel: Live
  web: Site | undefined
  /** Where the API answers, and the web app where the stage has one; without a slash at the end. */
  url: $util.Output<string>
  /** Where clients hear of changes, with `?token=`. */
  liveUrl: $util.Output<string>
}

/** Everything that people and programs come in by, as yet with nothing behind it. */
export const doors = (stage: Stage, build: WebBuild | undefined): Doors => {
  const http = httpApi(stage)
  const channel = live(stage)
  const web = build && site(stage, build, { http, live: channel.api })
  return {
    people: users(stage, web?.url),
    http,
    channel,
    web,
    url: web?.url ?? http.apiEndpoint,
    liveUrl: web ? web.url.apply(liveAt) : channel.url,
  }
}

type Behind = { functions: readonly [FunctionName, FunctionSpec][]; lambdas: Lambdas }

/** Leads the doors to their functions, and publishes the web app. */
export const openDoors = (stage: Stage, { people, http, channel, web }: Doors, behind: Behind): void => {
  httpRoutes(stage, http, { people, ...behind })
  liveRoutes(channel, behind)
  if (web) publish(stage, web, people)
}
