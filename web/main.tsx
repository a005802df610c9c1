import { createRoot } from "react-dom/client"
import { App } from "#web/app.tsx"
import { type Config, loadConfig } from "#web/config.ts"
import { ErrorState } from "#web/ui/states.tsx"

const element = document.getElementById("root")
if (!element) throw new Error("index.html has no element #root")
const root = createRoot(element)

const start = (config: Config) => root.render(<App config={config} />)

const fail = (reason: unknown) => {
  console.error(reason)
  root.render(
    <main>
      <ErrorState
        title="The desk cannot be reached"
        text="It may be starting. Check your connection, then try again."
        retry={() => window.location.reload()}
      />
    </main>,
  )
}

loadConfig().then(start, fail)
