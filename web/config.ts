import { createContext, use } from "react"
import { z } from "zod"

/** What the app learns at start from /config.json: who signs people in and where live changes are told. */
export const Config = z.object({
  issuer: z.url(),
  clientId: z.string().min(1),
  live: z.string().min(1),
  stage: z.string(),
})
export type Config = z.infer<typeof Config>

/** Throws where the desk does not answer, or answers something else. */
export const loadConfig = async (): Promise<Config> => {
  const response = await fetch("/config.json")
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`)
  return Config.parse(await response.json())
}

export const ConfigContext = createContext<Config | undefined>(undefined)

export const useConfig = (): Config => {
  const config = use(ConfigContext)
  if (!config) throw new Error("useConfig outside of App")
  return config
}
