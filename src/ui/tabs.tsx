import { type ReactNode, useEffect, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'

/** Tabs whose choice belongs to the caller, which keeps it in the URL. */
export function Tabs<Id extends string>({
  label,
  items,
  selected,
  onSelect,
}: {
  label: string
  items: readonly { id: Id; label: ReactNode; content: ReactNode }[]
  selected: Id
  onSelect: (id: Id) => void
}) {
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect(key as Id)} className="flex flex-col gap-5">
      <TabList aria-label={label} className="scroll-row gap-1 border-b border-line">
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className="flex min-h-12 cursor-pointer snap-start items-center gap-2 border-b-[3px] border-transparent px-4 font-semibold whitespace-nowrap text-ink-soft -outline-offset-2 transition-colors hover:text-ink data-[selected]:border-grana data-[selected]:text-ink"
          >
            {({ isSelected }) => (
              <>
                {isSelected && <InSight />}
                {item.label}
              </>
            )}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="rounded-md">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}

/** On a phone the chosen tab may stand outside of the row: whoever comes by a link would not see where they are. */
function InSight() {
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const tab = mark.current?.closest<HTMLElement>('[role=tab]')
    const row = tab?.parentElement
    if (tab && row) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2
  }, [])
  return <span ref={mark} aria-hidden className="hidden" />
}
